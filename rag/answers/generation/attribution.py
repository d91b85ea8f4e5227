"""Attribute each sentence of a language model to the speaker that it cites.

A transcript proves that somebody said something, never that it is true. So a sentence must name the
speaker of the turn that it cites (“Bob says …”, “Bob 认为…”), or the name is put in front. A
sentence that attributes the words to somebody else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ....index.text.fold import fold
from ....index.text.language import HAN, reply_language
from ....index.text.pinyin import possible_names
from ....index.text.terms import content_words
from ...answer import Hit
from ...understanding.spelled_names import spelled_names
from ..messages import listing, message


def _forms(verbs: str) -> str:
    """A pattern of English verbs with their endings."""
    return rf"(?:{'|'.join(verbs.split())})(?:s|es|d|ed)?"


_SAY = (
    r"(?:says?|said|thinks?|thought|tells?|told|feels?|felt|finds?|found|sees?|saw|knows?|knew|means?|meant|"
    r"holds?|held|goes|puts?|replies|replied|denies|denied|implies|implied|writes?|wrote|speaks?|spoke|"
    r"specif(?:ies|ied)|clarif(?:ies|ied)|worries|worried|"
    + _forms(
        "state believe explain claim argue mention note add answer respond report describe suggest"
        " recommend warn admit agree disagree emphasize emphasise stress conclude remark observe"
        " hope expect want prefer like love dislike hate fear doubt plan intend consider assert"
        " maintain insist confirm reveal point talk declare announce predict propose advise"
        " call compare estimate recall remember regard view express share discus discuss highlight"
        " acknowledge assume guess promise support oppose support reject"
    )
    + ")"
)
_ASK = rf"(?:{_forms('ask wonder inquire enquire question')}|wants? to know|wanted to know)"
_ADVERB = (
    r"(?:also|then|further|later|once|again|just|only|even|still|ever|never|not|n't|and|has|had|have|is|was|"
    r"did|does|do|didn['’]t|doesn['’]t|don['’]t|would|could|can|will|himself|herself|\w+ly|\([^()]*\))"
)
_SAY_ZH = (
    r"(?:说(?![明服法不])|表示|认为|觉得|提到|指出|回答|解释|称(?!为)|讲(?!座)|谈到|谈及|强调|补充|建议|承认|介绍|告诉|回应|"
    r"透露|坦言|推荐|希望|相信|主张|声称|直言|感到|打算|计划|想要|喜欢|支持|反对|担心|预计|看好|同意|否认|描述|总结|预测|估计)"
)
_ASK_ZH = r"(?:问(?!题)|提问|询问|追问|想知道)"
_ADVERB_ZH = (
    r"(?:也|还|则|就|都|曾|曾经|再次|明确|进一步|随后|接着|并|又|自己|没有|不|从未|主要|同时|之后"
    r"|后来|最后)"
)
_HONORIFIC_ZH = r"(?:博士|老师|先生|女士|教授|总)?"
_NAMED_NOUN = (
    r"(?:views?|opinions?|answers?|points?|arguments?|claims?|position|take|words|advice|suggestions?|"
    r"recommendations?|explanations?|statements?|thoughts?|beliefs?)"
)
_NAMED_NOUN_ZH = r"(?:看法|观点|意见|回答|说法|建议|解释|想法|主张|态度)"
_PRONOUN = r"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey)\b|[他她]们?)"
_GUEST = r"(?:\b[Tt]he (?:guest|speaker|interviewee|respondent|answer)\b|嘉宾|受访者|讲者|发言者)"
_HOST = (
    r"(?:\b[Tt]he (?:host|interviewer|moderator|audience(?: member)?|asker|questioner)\b"
    r"|主持人|提问者|采访者|观众|听众)"
)
_CAPITALISED = r"(?:\b[A-Z][\w'’.-]*\w(?: [A-Z][\w'’.-]*\w){0,3}|\b[A-Z]\b)"
# Words that are capitalised only because they begin a sentence.
_OPENINGS = frozenset(
    "however but and or then also in on at later here there when while although though as so yet"
    " both finally first second third overall meanwhile additionally moreover furthermore the a an"
    " this that these those it its his her their for from with after before if because since what"
    " which who where how why yes no not instead thus therefore i we you".split()
)
_NO_NAMES = frozenset("speaker the dr mr mrs ms prof".split())  # words beside names
_FIRST_PERSON = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours)\b|[我咱俺]", re.IGNORECASE)
_ASKS_SOMETHING = re.compile(r"[?？]|[吗呢]")
_LIST_MARK = re.compile(r"(?:[-*•]\s+|\d{1,2}[.)]\s+)?")
# Where the asker may appear in a sentence about the answer.
_TO_ASKER = (
    r"(?:\b(?:to|by|tells?|told|tell|answer(?:s|ed|ing)?|with|repl(?:ies|ied|ying) to)"
    r"|对|向|告诉|回答|回应|跟|给)\s*"
)
_OF_ASKER = r"(?:['’]s\s+(?:\w+\s+)?questions?\b|\s*的(?:问题|提问))"


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence that names the speaker of its claim."""

    text: str
    claim: str  # without “Bob says” and quotations
    speakers: frozenset[str]  # the speakers of the claim
    hits: tuple[Hit, ...]  # the cited hits of these speakers
    is_question: bool  # reports the question, not the answer


@dataclass(frozen=True, slots=True)
class _Claim:
    """“Bob says” at [start, end) of a sentence."""

    start: int
    end: int
    who: tuple[str, ...]  # names as written in the sentence
    asks: bool
    leads: bool  # at the start or end of the sentence: covers all of it


def attribute(
    text: str, masked: str, hits: Sequence[Hit], others: Sequence[str]
) -> Attributed | None:
    """Attribute a sentence to the speakers it cites; None if it names somebody else.

    Args:
        masked: the sentence with every quoted character as “·”.
        hits: the hits it cites, at least one.
        others: all speakers of the cited transcripts.
    """
    people = _People(hits, others, masked)
    claims = list(_claims(masked, people))
    if not all(people.may_make(claim) for claim in claims):
        return None
    bare = _without(masked, claims)
    if not people.may_be_named(bare, masked):
        return None
    leading = [claim for claim in claims if claim.leads]
    if not any(people.names_of(claim.who) for claim in leading):
        named = _named(text, leading, hits)
        return Attributed(named, bare, frozenset(people.speakers), tuple(hits), is_question=False)
    speaking = frozenset(name for claim in claims for name in people.names_of(claim.who))
    meant = tuple(
        hit
        for hit in hits
        if hit.speaker in speaking or (hit.question and hit.question.speaker in speaking)
    )
    is_question = all(claim.asks for claim in claims if people.names_of(claim.who))
    return Attributed(text, bare, speaking, meant, is_question)


def _without(masked: str, claims: Sequence[_Claim]) -> str:
    """Replace “Bob says” and quoted words by spaces; the length stays the same."""
    rest = list(masked.replace("·", " "))
    for claim in claims:
        rest[claim.start : claim.end] = " " * (claim.end - claim.start)
    return "".join(rest)


def _named(text: str, leading: Sequence[_Claim], hits: Sequence[Hit]) -> str:
    """Put the speakers' names in front of a sentence, or in place of its leading pronoun."""
    speakers = list(dict.fromkeys(hit.speaker for hit in hits))
    mark = _LIST_MARK.match(text)
    start = mark.end() if mark else 0
    for claim in leading:
        pronoun = re.compile(f"{_PRONOUN}|{_GUEST}").match(text, start)
        if (
            claim.start == start
            and pronoun
            and len(speakers) == 1
            and not pronoun[0].startswith("They")
        ):
            return text[:start] + speakers[0] + text[pronoun.end() :]
    language = reply_language(text)
    lead = message("according_to", language, speaker=listing(speakers, language))
    return text[:start] + lead + text[start:]


class _People:
    """The people that a sentence may name: speakers, askers, people mentioned."""

    def __init__(self, hits: Sequence[Hit], others: Sequence[str], sentence: str):
        self._hits = hits
        self.speakers = {hit.speaker for hit in hits}
        self.askers = {hit.question.speaker for hit in hits if hit.question} - self.speakers
        spellings = _called(list(dict.fromkeys([*self.speakers, *self.askers, *others])))
        spellings |= spelled_names(sentence, {name: name for name in spellings.values()})
        self._spellings = sorted(spellings, key=len, reverse=True)
        self._name_of = {fold(spelling): name for spelling, name in spellings.items()}
        self._said = "\n".join(fold(hit.text) for hit in hits)
        asked = [hit.question.text for hit in hits if hit.question]
        self._shown = fold("\n".join([*asked, *(hit.transcript.title for hit in hits)]))

    @property
    def pattern(self) -> str:
        """A pattern of their names, in full or by a part that is unique."""
        return "|".join(map(_whole, self._spellings))

    def names_of(self, called: Sequence[str]) -> list[str]:
        """The full names of the people that a sentence calls so; unknown ones are dropped."""
        return [name for spelling in called if (name := self._name_of.get(fold(spelling)))]

    def may_make(self, claim: _Claim) -> bool:
        """Whether the named people say (or ask) something in the cited hits."""
        return all(self._may_make(called, claim) for called in claim.who)

    def _may_make(self, called: str, claim: _Claim) -> bool:
        name = self._name_of.get(fold(called))
        if name in self.speakers:
            return not claim.asks or any(
                hit.speaker == name and _ASKS_SOMETHING.search(hit.text) for hit in self._hits
            )
        if name in self.askers and claim.asks:
            return True
        if name is None and re.fullmatch(_PRONOUN, called):
            return True
        if name is None and re.fullmatch(_GUEST, called):
            return not claim.asks
        if name is None and re.fullmatch(_HOST, called):
            return claim.asks and bool(self.askers)
        return not claim.leads and self._is_spoken_of(called)

    def may_be_named(self, bare: str, masked: str) -> bool:
        """Whether each name in the sentence is in an allowed place.

        An asker may only appear as the person who is answered. A speaker may only do what the hit
        says in the first person. Others must be mentioned in the hits.

        Args:
            bare: the sentence without “Bob says”.
            masked: the sentence with every quoted character as “·”.
        """
        for match in re.finditer(self.pattern, bare, re.IGNORECASE):
            name = self._name_of[fold(match[0])]
            if self._is_spoken_of(match[0]):
                continue
            if name in self.speakers:
                own = [hit.text for hit in self._hits if hit.speaker == name]
                if any(map(_FIRST_PERSON.search, own)):
                    continue
            if name in self.askers and (
                re.search(rf"{_TO_ASKER}$", masked[: match.start()], re.IGNORECASE)
                or re.match(_OF_ASKER, masked[match.end() :])
            ):
                continue
            if name not in self.speakers | self.askers and fold(match[0]) in self._shown:
                continue
            return False
        return True

    def _is_spoken_of(self, called: str) -> bool:
        words = re.findall(rf"[{HAN}]+|\w+", fold(called))
        return bool(words) and all(re.search(_whole(word), self._said) for word in words)


def _claims(masked: str, people: _People) -> Iterator[_Claim]:
    """The places where a sentence says that somebody says or asks something."""
    start = _LIST_MARK.match(masked)
    begin = start.end() if start else 0
    for match, who, asks, leads in (
        *_english_claims(masked, people.pattern),
        *_chinese_claims(masked, people.pattern),
    ):
        called = tuple(part for part in re.split(r",?\s+and\s+|\s*[,&、]\s*|和|与|跟", who) if part)
        at = match.start("who")
        opening, _, rest = who.partition(" ")
        is_role = re.fullmatch(f"{_PRONOUN}|{_GUEST}|{_HOST}", who) is not None
        if opening.lower() in _OPENINGS and not is_role and not people.names_of(called):
            if not rest or not rest[0].isupper():
                continue
            called, at = (rest,), at + len(opening) + 1
        is_first = not masked[begin : match.start()].strip(" \t,，") or (
            masked[begin:at].strip(" \t,，").lower() in _OPENINGS
        )
        yield _Claim(match.start(), match.end(), called, asks, leads or is_first)


_ClaimMatch = tuple[re.Match[str], str, bool, bool]  # match, who, asks, covers the whole sentence


def _english_claims(masked: str, names: str) -> Iterator[_ClaimMatch]:
    person = rf"(?:(?i:{names})|{_PRONOUN}|{_GUEST}|{_HOST}|{_CAPITALISED})"
    who = rf"(?P<who>{person}(?:(?:,\s*|,?\s+and\s+|\s*&\s*){person})*)"
    verb = rf"(?:(?P<ask>{_ASK})|{_SAY})\b"
    for match in re.finditer(rf"{who}(?:\s+{_ADVERB}){{0,4}}\s+{verb}", masked):
        yield match, match["who"], match["ask"] is not None, False
    for match in re.finditer(rf"(?<=[,·”\"])[”\"]?\s*{verb}\s+{who}(?=\s*(?:[.!,;]|$))", masked):
        is_last = not masked[match.end() :].strip(" .!")
        yield match, match["who"], match["ask"] is not None, is_last
    for match in re.finditer(
        rf"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion) of)\s+{who}", masked
    ):
        is_last = not masked[match.end() :].strip(" .!")
        yield match, match["who"], False, is_last
    for match in re.finditer(rf"{who}['’]s?\s+(?:\w+\s+)?{_NAMED_NOUN}\b", masked):
        yield match, match["who"], False, False


def _chinese_claims(masked: str, names: str) -> Iterator[_ClaimMatch]:
    person = rf"(?:(?i:{names})|{_PRONOUN}|{_GUEST}|{_HOST})"
    who = rf"(?P<who>{person}(?:\s*(?:和|与|跟|、)\s*{person})*)"
    verb = rf"(?:(?P<ask>{_ASK_ZH})|{_SAY_ZH})"
    middle = rf"\s*{_HONORIFIC_ZH}\s*(?:{_ADVERB_ZH}\s*){{0,3}}"
    for match in re.finditer(rf"{who}{middle}{verb}", masked):
        is_last = not masked[match.end() :].strip(" 。！了道的")
        yield match, match["who"], match["ask"] is not None, is_last
    source = rf"(?:的?(?:{_SAY_ZH}|看来|{_NAMED_NOUN_ZH}|所[说言]))?"
    for match in re.finditer(rf"(?:据|按照?|根据|在)\s*{who}\s*{source}", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"{who}{_HONORIFIC_ZH}\s*的\s*{_NAMED_NOUN_ZH}", masked):
        yield match, match["who"], False, False
    for start, name in possible_names(masked):
        says = rf"{middle}{verb}|{_HONORIFIC_ZH}\s*的\s*{_NAMED_NOUN_ZH}"
        strange = re.compile(rf"(?P<who>{name.whole})(?:{says})").match(masked, start)
        before = masked[:start][-1:]
        is_apart = not re.match(f"[{HAN}]", before)
        if strange and is_apart and content_words(name.whole) and not re.search(names, name.whole):
            yield strange, name.whole, strange["ask"] is not None, False


@lru_cache(maxsize=4096)
def _whole(name: str) -> str:
    """A pattern that matches a name as a whole word."""
    before = r"(?<!\w)" if name[:1].isascii() else ""
    after = r"(?!\w)" if name[-1:].isascii() and name[-1:].isalnum() else ""
    if not re.match(f"[{HAN}]", name):
        after = rf"(?![^\W{HAN}])" if after else ""
        before = rf"(?<![^\W{HAN}])" if before else ""
    return f"{before}{re.escape(name)}{after}"


def _called(names: Sequence[str]) -> dict[str, str]:
    """Spelling → full name: the full name itself, or a word of it that is unique."""
    parts: dict[str, set[str]] = {}
    for name in names:
        for word in re.findall(r"[^\W\d_]{2,}", name):
            if word.lower() not in _NO_NAMES:
                parts.setdefault(word, set()).add(name)
    called = {part: min(who) for part, who in parts.items() if len(who) == 1}
    return called | {name: name for name in names}
