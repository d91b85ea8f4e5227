"""A question within a conversation → the question as it would be asked without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...index.exchanges import is_audience
from ...index.text.fold import fold
from ...index.text.terms import content_terms
from .folded_text import FoldedText
from .form import answer_type, talk_facts
from .people import HE_OR_GUEST, at_its_start, speakers_in
from .rules.forms import SMALL_TALK
from .rules.phrases import (
    ABOUT_SUBJECT,
    ACTS,
    CLAUSE,
    GOES_ON,
    LEAD_IN,
    MORE,
    REACTS,
    REFERS_BACK,
    RELATION,
    SAYS_HE,
    SAYS_THEY,
    TAIL,
)
from .rules.sayings import ANSWERS_TO, ASKS, HOW_ANSWERED, SAYS

_CLOSING_MARKS = tuple("?？!！.。")
_ONLY_HE = re.compile(r"\W*那?么?(?P<he>[他她])呢?\W*")
# “And Mia, how does she see it?”, “Mia 呢，她同意吗”: a name, and a question about them.
_NAME_FIRST = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay|what about|how about|那么?|还有)\b\W*)*"
    r"(?P<who>[^,?]{1,30}?)\s*呢?\s*,\s*(?P<rest>.+)"
)
_PREPOSITION = re.compile(r"(?:of|on|about|with|for)\s+")
_MAX_TERMS_BESIDE_THEY = 6  # of a question that begins with “and”
_MAX_TERMS_BESIDE_BACK = 2  # a longer question with “it” in it stands alone
_MAX_TERMS_OF_A_SHORT_QUESTION = 4
_MAX_TOPIC_TERMS = 4  # a longer “And …” is a question of its own


def complete_follow_up(
    question: str, history: Sequence[str], known_speakers: Sequence[str] = ()
) -> str:
    """The question as it would be asked without the conversation before it.

    “And CUDA?” after “what did he say about OpenCL” becomes “what did he say about CUDA”, “And
    Alex?” becomes “what did Alex say about OpenCL”; “why?” and “what does it cost?” are put behind
    the question before them; “what else?” is that question again. A question that stands alone
    comes back unchanged.

    Args:
        history: earlier questions, oldest first.
        known_speakers: the names in the library.
    """
    complete = ""
    earlier = [asked for asked in history if not is_small_talk(asked)]
    for asked in (*earlier, question):
        text = asked.strip()
        if not complete or _stands_alone(text, complete):
            complete = text
        elif not asks_for_more(text):
            complete = _complete(FoldedText.of(text), FoldedText.of(complete), known_speakers)
    return complete


def _stands_alone(question: str, previous: str) -> bool:
    """Whether a question is small talk, or about the talk itself: “who took part?”

    “When was it?” is about the talk only if the question before was.
    """
    folded = fold(question)
    of_the_talk = talk_facts(folded) and (
        talk_facts(fold(previous)) or not REFERS_BACK.matches(folded)
    )
    return bool(of_the_talk) or is_small_talk(folded)


def is_short(question: str) -> bool:
    """Whether a question is so short that it may stand on the one before it."""
    return len(content_terms(question)) <= _MAX_TERMS_OF_A_SHORT_QUESTION


def is_small_talk(question: str) -> bool:
    """Whether a question is thanks or a greeting."""
    return SMALL_TALK.matches(fold(question))


def asks_for_more(question: str) -> bool:
    """Whether a question is nothing but “what else?”."""
    return MORE.matches(fold(question))


def _complete(question: FoldedText, previous: FoldedText, known_speakers: Sequence[str]) -> str:
    if he := _ONLY_HE.fullmatch(question.folded):  # not who was named before
        return _with_other_speaker(previous, he["he"], known_speakers)
    bare = LEAD_IN.blank(question.folded).strip(" ?!.,呢")
    if not content_terms(bare) and _is_called(bare, known_speakers):  # “and the host?”
        return _with_other_speaker(previous, bare, known_speakers)
    if other := _of_another(question, previous, known_speakers):
        return other
    names_nothing = not content_terms(RELATION.blank(question.folded))  # “who is responsible?”
    refers_to_somebody = SAYS_HE.matches(question.folded)  # “what does she do now?”
    question = _with_antecedent(question, previous, known_speakers)
    terms = content_terms(HOW_ANSWERED.blank(question.folded))  # “how did he answer?”
    refers_back = REFERS_BACK.matches(question.folded) and len(terms) <= _MAX_TERMS_BESIDE_BACK
    leans = names_nothing and (refers_to_somebody or answer_type(question.folded))
    goes_on = GOES_ON.matches(question.folded)
    if not terms or refers_back or leans or goes_on or _refers(question, previous, known_speakers):
        return _behind(previous.text, question.text)
    return _with_topic_of(question, previous, terms, known_speakers)


def _with_topic_of(
    question: FoldedText,
    previous: FoldedText,
    terms: Sequence[str],
    known_speakers: Sequence[str],
) -> str:
    """The question before with the subject that “and CUDA?” names; the question if it names none.

    Args:
        terms: content terms of the question.
    """
    lead_in, tail = LEAD_IN.search(question.folded), TAIL.search(question.folded)
    is_follow_up = lead_in or (tail and tail["particle"])
    if not is_follow_up or len(terms) > _MAX_TOPIC_TERMS:
        return question.text
    start = lead_in.end() if lead_in else 0
    end = tail.start() if tail else len(question.folded)
    topic = question.original((start, max(start, end)))
    if not topic or ABOUT_SUBJECT.matches(fold(topic)):
        return question.text
    if lead_in and CLAUSE.matches(fold(topic)):  # “and how much did they borrow?”
        return _behind(previous.text, question.text)
    return _with_other_topic(previous, topic, known_speakers)


def _behind(previous: str, question: str) -> str:
    dash = "" if previous.rstrip().endswith(_CLOSING_MARKS) else " –"
    return f"{previous}{dash} {question}"


def _refers(question: FoldedText, previous: FoldedText, known_speakers: Sequence[str]) -> bool:
    """Whether “they”, “there” or “she” in a short question are of the question before.

    Not where that one speaks of somebody by the same word, for both then are about the guest, nor,
    unless the question begins with “and”, where it names a speaker, who would be “she”.
    """
    they = SAYS_THEY.search(question.folded)
    if they is None or not CLAUSE.matches(LEAD_IN.blank(question.folded)):
        return False
    n_terms = len(content_terms(RELATION.blank(question.folded)))
    if re.search(rf"(?<![a-z]){they[0]}(?![a-z])", previous.folded):
        return they[0] == "they" and n_terms <= 1
    if LEAD_IN.matches(question.folded):
        return n_terms <= _MAX_TERMS_BESIDE_THEY
    return n_terms <= _MAX_TERMS_BESIDE_BACK and not _names(previous, known_speakers)


def _of_another(
    question: FoldedText, previous: FoldedText, known_speakers: Sequence[str]
) -> str | None:
    """The question before of another speaker, with the question behind it that asks for their view;
    None if it is no such question."""
    first = _NAME_FIRST.fullmatch(question.folded)
    if first is None:
        who, rest = _who_reacts(question, previous, known_speakers), question.text
    else:
        who, rest = question.original(first.span("who")), question.original(first.span("rest"))
        he = SAYS_HE.search(fold(rest))
        rest = FoldedText.of(rest).replaced([he.span()], who) if he else rest
    if who is None or (first and not _is_called(who, known_speakers)):
        return None
    return _behind(_with_other_speaker(previous, who, known_speakers), rest)


def _who_reacts(
    question: FoldedText, previous: FoldedText, known_speakers: Sequence[str]
) -> str | None:
    """The name in “does Mia agree?”; None if the question names a subject, nobody, or the speaker
    of the question before."""
    named, before = _named_in(question, known_speakers), _named_in(previous, known_speakers)
    if named is None or not REACTS.matches(question.folded):
        return None
    beside = RELATION.blank(fold(question.replaced([named], " ")))
    who = question.original(named)
    is_same = before is not None and fold(previous.original(before)) == fold(who)
    return None if is_same or content_terms(REACTS.blank(beside)) else who


def _named_in(question: FoldedText, known_speakers: Sequence[str]) -> tuple[int, int] | None:
    """Where a question names a speaker; None unless it names one."""
    found = _names(question, known_speakers)
    return found[0] if len(found) == 1 else None


def _names(question: FoldedText, known_speakers: Sequence[str]) -> list[tuple[int, int]]:
    """Where a question names speakers, in full or by a part that is unique."""
    names = "|".join(at_its_start(fold(name)) for name in _parts(known_speakers))
    pattern = rf"(?:{names})(?![a-z\d_])" if names else r"(?!)"
    return [match.span() for match in re.finditer(pattern, question.folded)]


def _with_other_topic(previous: FoldedText, topic: str, known_speakers: Sequence[str]) -> str:
    """The question before with another speaker, subject, or somebody else who acts."""
    if _is_called(topic, known_speakers):
        return _with_other_speaker(previous, topic, known_speakers)
    subject = ABOUT_SUBJECT.search(previous.folded)
    if subject:
        group = "en" if subject["en"] else "zh"
        topic = _PREPOSITION.sub("", topic, count=1) if group == "en" else topic
        return previous.replaced([subject.span(group)], topic).strip()
    actor = ACTS.search(previous.folded)
    if actor:
        return previous.replaced([actor.span("who")], topic)
    return f"{topic}: {previous.text}"


def _with_antecedent(
    question: FoldedText, previous: FoldedText, known_speakers: Sequence[str]
) -> FoldedText:
    """“What will he do?” after “what did Marcus say?”: the question with the name for the pronoun.

    Unchanged unless the question before seeks the words of exactly one person.
    """
    he = SAYS_HE.search(question.folded)
    if he is None:
        return question
    people = {name: name for name in known_speakers}
    named = speakers_in(previous, SAYS, people)
    asked = speakers_in(previous, ASKS, people)  # “he” is rather who answers them
    if len(named) != 1 or asked or speakers_in(question, SAYS, people):
        return question
    return FoldedText.of(question.replaced([he.span()], named[0]))


def _is_called(name: str, known_speakers: Sequence[str]) -> bool:
    """Whether a name is a speaker's, in full or as a word of one speaker's name."""
    folded = fold(name)
    holders = [speaker for speaker in known_speakers if folded in fold(speaker).split()]
    return folded in map(fold, known_speakers) or len(holders) == 1


def _parts(names: Sequence[str]) -> list[str]:
    """Names, longest first, then the words of names that only one of them has."""
    words = [word for name in names if len(name.split()) > 1 for word in name.split()]
    single = [word for word in words if words.count(word) == 1 and len(word) > 2]
    return sorted(names, key=len, reverse=True) + sorted(single, key=len, reverse=True)


def _with_other_speaker(previous: FoldedText, speaker: str, known_speakers: Sequence[str]) -> str:
    """The question with its speaker, or the pronoun for one, replaced; in “how did he answer Q3”
    by another of the audience the one who is answered."""
    people = {name: name for name in known_speakers}
    answered = speakers_in(previous, ANSWERS_TO, people) if is_audience(speaker) else []
    names = answered or _parts(known_speakers)
    patterns = [*(at_its_start(fold(name)) for name in names), *([] if answered else [HE_OR_GUEST])]
    someone = re.search("|".join(patterns), previous.folded)
    if someone is None:
        return f"{previous.text} {speaker}"
    return previous.replaced([someone.span()], speaker)
