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
from itertools import pairwise

from ....index.text.fold import fold
from ....index.text.language import HAN, UPPER, reply_language
from ....index.text.pinyin import as_name, possible_names
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
    r"specif(?:ies|ied)|clarif(?:ies|ied)|testif(?:y|ies|ied)|worries|worried|admitted|planned|referred|"
    + _forms(
        "state believe explain claim argue mention note add answer respond report describe suggest"
        " recommend warn admit agree disagree emphasize emphasise stress conclude remark observe"
        " hope expect want prefer like love dislike hate fear doubt plan intend consider assert"
        " maintain insist confirm reveal point talk declare announce predict propose advise"
        " call compare estimate recall remember regard view express share discus discuss highlight"
        " acknowledge assume guess promise support oppose reject recount complain lament joke"
        " caution allege concede contend comment exclaim boast urge quip cite summarize summarise"
        " narrate retort reflect speculate refer"
    )
    + ")"
)
# What “by Eve” behind it makes hers, and what a person does whom a sentence calls “the board”.
_UTTER = (
    r"(?:says?|said|tells?|told|writes?|wrote|written|denied|denies|admitted|testified|"
    + _forms("state explain claim argue mention note report describe suggest admit allege quote")
    + ")"
)
_ASK = rf"(?:{_forms('ask wonder inquire enquire question')}|wants? to know|wanted to know)"
_ADVERB = (
    r"(?:both|all|each|out|also|then|further|later|once|again|just|only|even|still|ever|never|not|n't|and|has|had|have|is|was|"
    r"did|does|do|didn['’]t|doesn['’]t|don['’]t|would|could|can|will|himself|herself|\w+ly|\([^()]*\))"
)
_SAY_ZH = (
    r"(?:说(?![明服法不])|表示|认为|觉得|提到|指出|回答|解释|称(?!为)|讲(?!座)|谈到|谈及|强调|补充|建议|承认|介绍|告诉|回应|"
    r"透露|坦言|推荐|希望|相信|主张|声称|直言|感到|打算|计划|想要|喜欢|支持|反对|担心|预计|看好|同意|否认|描述|总结|预测|估计)"
)
_UTTER_ZH = (
    r"(?:说(?![明服法不])|表示|认为|觉得|提到|指出|回答|解释|称(?!为)|谈到|强调|透露|坦言|声称|直言|承认|告诉"
    r"|否认)"
)
_ASK_ZH = r"(?:问(?!题)|提问|询问|追问|想知道)"
_ADVERB_ZH = (
    r"(?:也|还|则|就|都|曾|曾经|再次|明确|进一步|随后|接着|并|又|自己|没有|不|从未|主要|同时|之后"
    r"|后来|最后)"
)
_HONORIFICS_ZH = ("博士", "老师", "先生", "女士", "教授", "总")
_HONORIFIC_ZH = f"(?:{'|'.join(_HONORIFICS_ZH)})?"
_NAMED_NOUN = (
    r"(?:views?|opinions?|answers?|points?|arguments?|claims?|position|take|words|advice|suggestions?|"
    r"recommendations?|explanations?|statements?|thoughts?|beliefs?)"
)
_NAMED_NOUN_ZH = r"(?:看法|观点|意见|回答|说法|建议|解释|想法|主张|态度)"
_PRONOUN = r"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey)\b|[他她]们?)"
_GUEST = r"(?:\b[Tt]he (?:guest|speaker|interviewee|respondent|answer)\b|嘉宾|受访者|讲者|发言者)"
_HOST = (
    r"(?:\b[Tt]he (?:host|interviewer|moderator|audience(?: member)?|asker|questioner|reporter"
    r"|journalist)\b|主持人|提问者|采访者|观众|听众|记者)"
)
_CAPITALISED = rf"(?:\b[{UPPER}][\w'’.-]*\w(?: [{UPPER}][\w'’.-]*\w){{0,3}}|\b[{UPPER}]\b)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Prof|Professor|Sir)\b\.?\s+)"
_SOMEBODY_ZH = "(?:有人|人们|大家|专家|员工|同事|领导|老板|朋友|同学|客户|用户)"
_SOURCE_ZH = re.compile(r"(?:据|按照?|根据|听|正如|如|由)\s*$")
# “The board says …”; what a sentence calls the transcript is nobody.
_SOMEBODY = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Aa]ll|[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s+(?:[a-z-]+\s+)?"
    r"(?!(?:text|transcript|source|passage|document|interview|talk|conversation|guest|speaker"
    r"|interviewee|respondent|answer|quote|host|interviewer|moderator|audience|member|asker"
    r"|questioner|reporter|journalist)\b)[a-z-]+"
)
# Capitalised because they begin a sentence.
_OPENINGS = frozenset(
    "however but and or then also in on at later here there when while although though as so yet"
    " both finally first second third overall meanwhile additionally moreover furthermore the a an"
    " this that these those it its his her their for from with after before if because since what"
    " which who where how why yes no not instead thus therefore i we you".split()
)
_NO_NAMES = frozenset(
    "speaker the a an some many most several all dr mr mrs ms prof".split()
)  # words that stand beside names
_FIRST_PERSON = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours)\b|[我咱俺]", re.IGNORECASE)
_ASKS_SOMETHING = re.compile(r"[?？]|[吗呢]")
_LIST_MARK = re.compile(r"(?:[-*•]\s+|\d{1,2}[.)]\s+)?")
# Where the asker may appear in a sentence about the answer.
_TO_ASKER = (
    r"(?:\b(?:to|by|tells?|told|tell|answer(?:s|ed|ing)?|with|repl(?:ies|ied|ying) to)"
    r"|对|向|告诉|回答|回应|跟|给)\s*"
)
_OF_ASKER = r"(?:['’]s\s+(?:\w+\s+)?questions?\b|\s*的(?:问题|提问))"


_CLAUSE = re.compile(r"[.,;:!?，。；：！？\n]")
_TELLS = re.compile(rf"\b(?:{_SAY}|{_ASK}|according to)\b|{_SAY_ZH}|{_ASK_ZH}|据", re.IGNORECASE)
# What a thing may do, too: “PyTorch supports CUDA”, “Oslo sees little sun”.
_ATTITUDE = re.compile(
    r"(?:finds?|found|sees?|saw|means?|meant|holds?|held|goes|puts?|implies|implied|planned|knows?|knew"
    r"|feels?|felt|"
    + _forms(
        "respond expect want prefer like love hate fear plan hope intend consider maintain confirm"
        " reveal point propose call compare recall regard view express share highlight guess"
        " promise support oppose reject boast refer reflect"
    )
    + r")$|(?:介绍|补充|回应|推荐|希望|打算|计划|想要|喜欢|支持|反对|担心|感到|预计|看好)$"
)
_REFERS = re.compile(r"\b(?:he|she|they|who)\b|[他她]", re.IGNORECASE)


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
    leads: bool  # stands at the start of the sentence, or at its end: it covers the whole
    utters: bool  # it says words, rather than “PyTorch supports …”


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
    if len(claims) == 1 and (asked := _asked_by_role(text, leading, hits)):
        asker, text = asked
        return Attributed(text, bare, frozenset({asker}), tuple(hits), is_question=True)
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


def _asked_by_role(
    text: str, leading: Sequence[_Claim], hits: Sequence[Hit]
) -> tuple[str, str] | None:
    """Who asked, and the sentence with that name for “The host”; None if it tells no question."""
    askers = {hit.question.speaker for hit in hits if hit.question}
    if len(leading) != 1 or not leading[0].asks or len(askers) != 1:
        return None
    [asker] = askers
    role = re.compile(_HOST).match(text, leading[0].start)
    return (asker, text[: role.start()] + asker + text[role.end() :]) if role else None


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
        return (
            not claim.leads
            and self._is_spoken_of(called)
            and (not claim.utters or self._says_something(called))
        )

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

    def _says_something(self, called: str) -> bool:
        """Whether what is cited tells that somebody spoken of says something: in one clause with
        the name, or with “she” in the next."""
        name = "|".join(map(_whole, _words_of_name(called)))
        clauses = [clause for clause in _CLAUSE.split(self._said) if clause.strip()]
        for clause, following in pairwise([*clauses, ""]):
            if not re.search(name, clause):
                continue
            if _TELLS.search(clause) or (_REFERS.search(following) and _TELLS.search(following)):
                return True
        return False

    def _is_spoken_of(self, called: str) -> bool:
        words = _words_of_name(called)
        return bool(words) and all(re.search(_whole(word), self._said) for word in words)


def _claims(masked: str, people: _People) -> Iterator[_Claim]:
    """The places where a sentence says that somebody says or asks something."""
    start = _LIST_MARK.match(masked)
    begin = start.end() if start else 0
    for match, who, asks, leads in (
        *_english_claims(masked, people.pattern),
        *_chinese_claims(masked, people.pattern),
    ):
        parts = re.split(r",?\s+and\s+|\s*[,&、]\s*|和|与|跟", who)
        called = tuple(name for part in parts if (name := re.sub(f"^{_TITLE}", "", part)))
        at = match.start("who")
        opening, _, rest = who.partition(" ")
        is_role = re.fullmatch(f"{_PRONOUN}|{_GUEST}|{_HOST}", who) is not None
        is_role = is_role or re.fullmatch(_SOMEBODY, who) is not None
        if opening.lower() in _OPENINGS and not is_role and not people.names_of(called):
            if not rest or not rest[0].isupper():
                continue
            called, at = (rest,), at + len(opening) + 1
        opens = masked[begin : match.start()].strip(" \t,，").lower()
        is_first = opens in ("", "it's", "it’s", "it is", "it was") or (
            masked[begin:at].strip(" \t,，").lower() in _OPENINGS
        )
        utters = _ATTITUDE.search(match[0]) is None
        yield _Claim(match.start(), match.end(), called, asks, leads or is_first, utters)


_ClaimMatch = tuple[re.Match[str], str, bool, bool]  # match, who, asks, covers the whole sentence


def _english_claims(masked: str, names: str) -> Iterator[_ClaimMatch]:
    one = (
        rf"(?:{_TITLE}?(?:(?i:{names})|{_PRONOUN}|{_GUEST}|{_HOST}|{_CAPITALISED}"
        rf"|(?<![{HAN}])[{HAN}]{{2,4}}))"
    )
    who = rf"(?P<who>{one}(?:(?:,\s*{one}){{0,6}}(?:,?\s+and\s+|\s*&\s*){one})?)"
    verb = rf"(?:(?P<ask>{_ASK})|{_SAY})\b"
    adverbs = rf"(?:\s+{_ADVERB}){{0,4}}"
    apart = rf"\s*,\s*(?:who|whose|an?|the|his|her|their)\b[^,.;]{{1,80}},{adverbs}\s+{verb}"
    for match in re.finditer(rf"{who}(?={apart})", masked):  # “Eve, who …, says”
        yield match, match["who"], _asks(match), False
    for match in re.finditer(
        rf"(?<=, ){who},{adverbs}\s+{verb}", masked
    ):  # “his deputy, Eve, says”
        yield match, match["who"], _asks(match), False
    for match in re.finditer(rf"{who}(?:\s+who)?{adverbs}\s+{verb}", masked):
        is_apart = masked[: match.start()].rstrip()[-1:] in [*',·”"–—-']
        yield match, match["who"], _asks(match), is_apart and _is_last(masked, match)
    for match in re.finditer(rf"(?<=[,·”\"])[”\"]?\s*{verb}\s+{who}(?=\s*(?:[.!,;]|$))", masked):
        yield match, match["who"], _asks(match), _is_last(masked, match)
    by = rf"(?P<it>\b[Ii]t (?:is|was|has been)\s+)?\b(?:(?P<ask>{_ASK})|{_UTTER}){adverbs}\s+by"
    for match in re.finditer(rf"{by}\s+{who}", masked):
        yield match, match["who"], _asks(match), bool(match["it"]) or _is_last(masked, match)
    source = (
        r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|telling) of"
        r"|[Qq]uoting|[Cc]iting|[Pp]er)"
    )
    for match in re.finditer(rf"{source}\s+{who}", masked):
        yield match, match["who"], False, _is_last(masked, match)
    for match in re.finditer(rf"(?<=[·”\"])[”\"]?[,.]?\s*(?:[-–—―]+|\()\s*{who}\)?", masked):
        yield match, match["who"], False, True
    for match in re.finditer(rf"^{_LIST_MARK.pattern}{who}\s*(?:[:：]|[-–—―]+\s)", masked):
        yield match, match["who"], False, True
    for match in re.finditer(rf"^{_LIST_MARK.pattern}(?:To|For)\s+(?P<who>(?i:{names})),", masked):
        yield match, match["who"], False, True
    for match in re.finditer(rf"\b{_NAMED_NOUN}\s+(?:by|from|of)\s+{who}", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"(?P<who>{_SOMEBODY}){adverbs}\s+{_UTTER}\b", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"{who}['’]s?\s+(?:\w+\s+)?{_NAMED_NOUN}\b", masked):
        yield match, match["who"], False, False


def _asks(match: re.Match[str]) -> bool:
    return match.groupdict().get("ask") is not None


def _is_last(masked: str, match: re.Match[str]) -> bool:
    return not masked[match.end() :].strip(" .!")


def _chinese_claims(masked: str, names: str) -> Iterator[_ClaimMatch]:
    one = rf"(?:(?i:{names})|{_PRONOUN}|{_GUEST}|{_HOST})"
    who = rf"(?P<who>{one}(?:\s*(?:和|与|跟|、)\s*{one})*)"
    verb = rf"(?:(?P<ask>{_ASK_ZH})|{_SAY_ZH})"
    middle = rf"\s*{_HONORIFIC_ZH}\s*(?:{_ADVERB_ZH}\s*){{0,3}}"
    for match in re.finditer(rf"{who}{middle}{verb}", masked):
        is_last = not masked[match.end() :].strip(" 。！了道的")
        yield match, match["who"], match["ask"] is not None, is_last
    capitalised = rf"(?P<who>{_CAPITALISED}){middle}(?:(?P<ask>{_ASK_ZH})|{_UTTER_ZH})"
    for match in re.finditer(capitalised, masked):
        yield match, match["who"], _asks(match), False
    source = rf"(?:的?(?:{_SAY_ZH}|看来|{_NAMED_NOUN_ZH}|所[说言]))?"
    for match in re.finditer(rf"(?:据|按照?|根据|在)\s*{who}\s*{source}", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"(?:据|按照?|根据)\s*(?P<who>{_CAPITALISED})\s*{source}", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"{who}{_HONORIFIC_ZH}\s*的\s*{_NAMED_NOUN_ZH}", masked):
        yield match, match["who"], False, False
    for match in re.finditer(rf"(?P<who>{_SOMEBODY_ZH}){middle}{verb}", masked):
        yield match, match["who"], _asks(match), False
    for start, name in possible_names(masked):
        says = rf"{middle}{verb}|{_HONORIFIC_ZH}\s*的\s*{_NAMED_NOUN_ZH}"
        strange = re.compile(rf"(?P<who>{name.whole})(?:{says})").match(masked, start)
        before = masked[:start][-1:]
        source = _SOURCE_ZH.search(masked, 0, start)
        is_apart = source is not None or not re.match(f"[{HAN}]", before)
        if strange and is_apart and content_words(name.whole) and not re.search(names, name.whole):
            yield strange, name.whole, _asks(strange), source is not None and not source.start()


def _words_of_name(called: str) -> list[str]:
    """The words of what a sentence calls somebody, folded, without articles and titles."""
    words = re.findall(rf"[{HAN}]+|\w+", fold(called))
    return [word for word in words if word not in _NO_NAMES]


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
    for name in names:
        if chinese := as_name(name):
            for honorific in _HONORIFICS_ZH:
                parts.setdefault(chinese.family + honorific, set()).add(name)
    called = {part: min(who) for part, who in parts.items() if len(who) == 1}
    return called | {name: name for name in names}
