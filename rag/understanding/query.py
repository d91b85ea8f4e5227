"""What is understood of a question: what to look for, whose words, where, what kind of answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from ...index.exchanges import is_audience
from ...index.store.records import TranscriptInfo
from ...index.text.language import ReplyLanguage
from ...index.transcript import Exchange, Transcript, Turn

Target = Literal["answer", "question"]
TalkFact = Literal[  # what is known of a talk without what was said
    "participants",
    "hosts",
    "guests",
    "speakers",  # how many
    "shares",  # who spoke how much
    "turns",
    "questions",
    "transcripts",
    "date",
    "duration",
    "title",
    "source",
]
AnswerType = Literal[  # what stands in a sentence that answers
    "share",  # of a whole: a quarter, 25 %
    "amount",  # of money
    "duration",
    "year",
    "date",  # or time of day
    "people",  # how many
    "number",
    "name",  # of a thing or a person
    "person",
    "place",
    "definition",
]
Form = Literal[
    "statements",  # what somebody said, thinks or explains
    "fact",  # who, when, how many, whether: a few words can be all of the answer
    "definition",  # what something is
    "list",  # all questions, all who spoke of it, all that was promised
    "overview",  # what a talk is about
    "comparison",  # of two subjects, people or talks
    "tasks",  # who will do what
    "decisions",  # what was agreed
    "open_questions",  # what was asked and not answered
    "metadata",  # who took part, when, how long
    "small_talk",  # no question about a transcript
]


@dataclass(frozen=True, slots=True)
class LookFor:
    """What is searched for."""

    text: str  # the question without where to look: what is embedded
    topic: str  # the same without the names of the people it asks about
    terms: tuple[str, ...]  # to search with, each once
    subject: tuple[str, ...]  # those that carry the subject; empty for “what does he say?”
    words: tuple[str, ...]  # those of the subject as they stand in the question
    context: tuple[str, ...] = ()  # words that only the question before a follow-up has
    also: tuple[str, ...] = ()  # Chinese terms of “how long” and the like, if a library has them


@dataclass(frozen=True, slots=True)
class Whose:
    """The people whose words the question asks for."""

    speakers: tuple[str, ...] | None = None  # only the words of these; None for all
    answers_to: tuple[str, ...] | None = None  # answers to these first; None for anyone
    of_guest: bool = False  # only the guest's words, where a transcript shows who that is
    unknown_name: str | None = None  # in the place of a speaker's, and no speaker has it
    similar_name: str | None = None  # the speaker whose name is most like it, if one's is


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question says to look."""

    transcripts: tuple[str, ...] | None = None  # ids; None where the question does not say
    missing: str | None = None  # a title or date that it names and no transcript has


@dataclass(frozen=True, slots=True)
class NamedQuestions:
    """Questions of a talk, on whatever subject."""

    askers: tuple[str, ...] | None  # names in the library; None for anyone's
    of_audience: bool  # only what the audience asked, by its names: “Q3”, “观众”
    nth: int | None  # only the nth of them in each talk, from 1; -1 for the last
    wants_answers: bool  # and not the questions themselves

    def asked_in(self, talk: Transcript, exchanges: Sequence[Exchange]) -> list[Turn]:
        """The turns that ask them, in order.

        Args:
            exchanges: of the talk, in order.
        """
        turns = [talk.turn(e.question_turn) for e in exchanges if e.question_turn is not None]
        if self.askers is not None:
            turns = [turn for turn in turns if turn.speaker in self.askers]
        if self.of_audience:
            turns = [turn for turn in turns if is_audience(turn.speaker)]
        if self.nth is None:
            return turns
        return turns[-1:] if self.nth < 0 else turns[self.nth - 1 : self.nth]


@dataclass(frozen=True, slots=True)
class Wants:
    """What kind of answer a question wants."""

    target: Target = "answer"  # "question" if it asks for questions: “who asked about …”
    named_questions: NamedQuestions | None = None  # “what did Alex ask?”, on whatever subject
    form: Form = "statements"  # of the answer
    who_said: bool = False  # “who said …”: also what somebody said while asking
    who_will: bool = False  # “who will write it?”: perhaps who offers it
    answer_type: AnswerType | None = None  # None where any words may answer
    talk_facts: tuple[TalkFact, ...] = ()  # of a question of the form “metadata”
    otherwise: Form = "statements"  # the form of an answer by search, whatever the form
    why: bool = False  # “why …”: a reason
    view: bool = False  # what somebody thinks or wants of something
    whether_claimed: bool = False  # “did he recommend …”: only his own words tell
    whether_said: bool = False  # “did he ever mention …”: what is only like it is no answer
    more: bool = False  # than was answered to the question before: “what else did he say?”
    change: bool = False  # from recording to recording: “how did his view change?”


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is understood: what search and answers work from."""

    text: str  # the question, follow-ups completed
    look_for: LookFor
    whose: Whose
    where: Where
    wants: Wants
    language: ReplyLanguage
    parts: tuple[str, ...] = ()  # the questions that it consists of, where these are several

    def of_anyone(self) -> Query:
        """The same query of everybody's words, in answer to anyone."""
        whose = replace(self.whose, speakers=None, answers_to=None, of_guest=False)
        return replace(self, whose=whose)


class Understander(Protocol):
    """What turns a question into a query: rules (`understand`), or a model (`by_model`)."""

    def __call__(
        self,
        question: str,
        *,
        history: Sequence[str] = ...,
        known_speakers: Sequence[str] = ...,
        aliases: Mapping[str, str] = ...,
        transcripts: Sequence[TranscriptInfo] = ...,
    ) -> Query:
        """The query behind a question; the arguments are those of `understand`."""
        ...
