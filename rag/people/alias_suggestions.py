"""Other names that a library's speakers may go by, for a person to confirm.

A wrong suggestion is worse than none: what two people could be called by, and what is a common word
too, is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from ...index.speakers import is_placeholder
from ...index.text.fold import fold, to_simplified
from ...index.text.language import CJK, HAN
from ...index.text.pinyin import ChineseName, as_name, letters, possible_names, transliterate
from ...index.text.terms import words_of
from ...index.transcript import Transcript
from ..answer import TranscriptReference
from .speakers import Speaker

Reason = Literal["pinyin", "honorific", "part", "variant"]
Where = Literal["title", "note", "speech", "speaker"]

_HONORIFICS = (
    "博士|老师|老師|教授|先生|女士|小姐|委员|委員|政委|主任|处长|處長|部长|部長|院长|院長|校长|校長|医生|醫生"
    "|律师|律師|董事长|董事長|总(?![是之在会要有体共结的])"
)
_TITLES = r"(?:dr|mr|mrs|ms|prof|professor|hon|the hon|right hon|minister)\.?\s"
_BRACKETS = re.compile(r"\s*[(（].*[)）]\s*$")
_LATIN_WORD = rf"[^\W\d_{CJK}]+(?:['’-][^\W\d_{CJK}]+)*"
_MIN_LETTERS = 3  # of a name; “Q” and “Q5” are none
_MAX_WORDS = 3  # of a Chinese name in Latin letters
_AROUND = 4  # characters on each side of a name, by which words are told apart
_I_AM = r"(?:\bI['’]?\s?a?m|\b[Mm]y name is|\b[Tt]his is|我是|我叫)\s*"
_MAX_I_AM_LENGTH = 20  # characters, with space behind
_MAX_HONORIFIC_LENGTH = 4  # characters, with the one behind it
# A name of two words; what it begins behind is the same for all speakers, so that one pass does.
_WHOLE = r"(?=(?P<whole>(?P<first>[A-Za-z]+) [A-Z][a-z]+)(?![\w-]|\s[A-Z]))"
_SOMEBODY = rf"(?<![A-Za-z]\s)(?<![A-Za-z-]){_WHOLE}"
_I_AM_SOMEBODY = rf"{_I_AM}{_WHOLE}"


@dataclass(frozen=True, slots=True)
class AliasSuggestion:
    """Another name that a speaker may have; `Library.add_aliases(name, [alias])` confirms it."""

    name: str  # of a speaker in the library
    alias: str  # as it is written there
    reason: Reason
    where: Where  # “speaker”: it is the name of another speaker, of that transcript
    transcript: TranscriptReference
    turn: int | None  # its number, from 1; None where it is not spoken

    def to_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "alias": self.alias,
            "reason": self.reason,
            "where": self.where,
            "transcript": self.transcript.to_dict(),
            "turn": self.turn,
        }


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of a transcript in which names may stand."""

    where: Where
    turn: int | None
    text: str


def find_aliases(
    transcripts: Sequence[Transcript], people: Sequence[Speaker]
) -> list[AliasSuggestion]:
    """What the speakers of these transcripts may be called too, each pair once.

    Args:
        people: all of the library, with the aliases they have already.
    """
    people = [person for person in people if _is_a_name(person.name)]
    suggestions = list(_other_speakers(transcripts, people))
    library = _People(people)
    for transcript in transcripts:
        suggestions += _Names(transcript, library).suggestions()
    known = {fold(name) for person in people for name in (person.name, *person.aliases)}
    claimed: dict[str, set[str]] = defaultdict(set)
    for suggestion in suggestions:
        claimed[fold(suggestion.alias)].add(suggestion.name)
    first: dict[tuple[str, str], AliasSuggestion] = {}
    for suggestion in suggestions:
        is_free = suggestion.where == "speaker" or fold(suggestion.alias) not in known
        if is_free and len(claimed[fold(suggestion.alias)]) == 1:
            first.setdefault((suggestion.name, fold(suggestion.alias)), suggestion)
    return list(first.values())


def _is_a_name(name: str) -> bool:
    return not is_placeholder(name) and (
        len(letters(name)) >= _MIN_LETTERS or re.fullmatch(rf"[{HAN}]{{2,}}", name) is not None
    )


# -- the same person under two names as speakers


def _other_speakers(
    transcripts: Sequence[Transcript], people: Sequence[Speaker]
) -> Iterator[AliasSuggestion]:
    """Speakers who may be another speaker; the one with more turns keeps the name."""
    chosen = {transcript.id for transcript in transcripts}
    groups: dict[tuple[Reason, str], dict[str, Speaker]] = defaultdict(dict)
    for person in people:
        for key in _keys(person.name):
            groups[key].setdefault(person.name, person)
    seen: set[frozenset[str]] = set()
    for (reason, _), same in groups.items():
        names = frozenset(same)
        if len(names) != 2 or names in seen:  # of three it is not clear who is whom
            continue
        one, other = sorted(same.values(), key=lambda person: -person.n_turns)
        places = [place for place in other.transcripts if place.id in chosen] or [
            place for place in one.transcripts if place.id in chosen
        ]
        if places and other.transcripts and _may_be_one(one, other, reason):
            seen.add(names)
            yield AliasSuggestion(one.name, other.name, reason, "speaker", places[0], None)


def _keys(name: str) -> Iterator[tuple[Reason, str]]:
    """What a name has in common with other names of the same person."""
    yield "variant", fold(name)
    bare = _bare(name)
    yield "part", bare
    chinese = as_name(name)
    if chinese:
        for spelling in chinese.spellings:
            yield "pinyin", spelling
    words = re.findall(_LATIN_WORD, bare)
    if len(words) > 1 and bare.isascii():
        yield "pinyin", letters(bare)
        yield "part", words[0]


def _bare(name: str) -> str:
    """A name without titles and what stands in brackets, folded."""
    bare = _BRACKETS.sub("", fold(name))
    while match := re.match(_TITLES, bare):
        bare = bare[match.end() :].strip()
    return bare


def _may_be_one(one: Speaker, other: Speaker, reason: Reason) -> bool:
    together = {place.id for place in one.transcripts} & {place.id for place in other.transcripts}
    if reason == "variant":
        return True
    if reason == "pinyin":
        chinese = [name for name in (as_name(one.name), as_name(other.name)) if name]
        if len(chinese) == 2:  # one name written in two ways, where both stand in one recording
            return bool(together) and all(len(name.given) > 1 for name in chinese)
        return len(chinese) == 1
    if _bare(one.name) == _bare(other.name):
        brackets = [_BRACKETS.search(name) is not None for name in (one.name, other.name)]
        return not all(brackets)
    is_one_word = [" " not in _bare(name) for name in (one.name, other.name)]
    return sum(is_one_word) == 1 and not together


# -- names that stand in a transcript


class _People:
    """All people of a library, and who of them may have a family name."""

    def __init__(self, people: Sequence[Speaker]):
        self.aliases = {person.name: person.aliases for person in people}
        self._by_characters: dict[str, set[str]] = defaultdict(set)  # one or two, Simplified
        self._by_word: dict[str, set[str]] = defaultdict(set)  # folded
        for person in people:
            for name in (person.name, *person.aliases):
                simplified = to_simplified(name)
                for run in re.findall(rf"[{HAN}]+", simplified):
                    for piece in (*run, *map("".join, pairwise(run))):
                        self._by_characters[piece].add(person.name)
                for word in fold(name).split():
                    self._by_word[word].add(person.name)

    def is_only_one_of(self, family: str, speaker: str) -> bool:
        """Whether nobody but this speaker may have this family name, of one or two characters."""
        spelling = "".join(transliterate(family))
        others = self._by_characters.get(to_simplified(family), set())
        spelled = self._by_word.get(spelling, set())
        return others <= {speaker} and spelled <= {speaker}


class _Names:
    """The names in one transcript that may be its speakers'."""

    def __init__(self, transcript: Transcript, people: _People):
        self._transcript = transcript
        self._people = people
        self._speakers = [name for name in transcript.speakers if _is_a_name(name)]
        self._texts = [
            _Text("title", None, transcript.title),
            *(_Text("note", None, note.text) for note in transcript.notes),
            *(_Text("speech", turn.number, turn.text) for turn in transcript.turns),
        ]
        self._all = "\n".join(text.text for text in self._texts)

    def suggestions(self) -> list[AliasSuggestion]:
        spelled = [*self._chinese_names(), *self._latin_names()]
        return [*spelled, *self._whole_names(), *self._honorifics(spelled)]

    def _suggest(self, name: str, alias: str, reason: Reason, text: _Text) -> AliasSuggestion:
        reference = TranscriptReference.to(self._transcript)
        return AliasSuggestion(name, alias, reason, text.where, reference, text.turn)

    def _chinese_names(self) -> Iterator[AliasSuggestion]:
        """Names in Chinese characters that a Latin name spells: 贾扬清 for “Yangqing”."""
        latin = [name for name in self._speakers if name.isascii()]
        spelled = _only_one_each((letters(name), name) for name in latin)
        if not spelled:
            return
        candidates: list[tuple[_Text, int, ChineseName, str | None, str | None]] = []
        for text in self._texts:
            for start, name in possible_names(text.text):
                whole = name.spellings & spelled.keys()
                given = name.given_spellings & spelled.keys() if len(name.given) > 1 else set()
                if whole or given:
                    whole_of = spelled[min(whole)] if whole else None
                    given_of = spelled[min(given)] if given else None
                    candidates.append((text, start, name, whole_of, given_of))
        counts = _counts(
            self._all,
            {
                part
                for _, _, name, _, given_of in candidates
                if given_of
                for part in (name.whole, name.given)
            },
        )
        for text, start, name, whole_of, given_of in candidates:
            end = start + len(name.whole)
            is_called = text.where != "speech" or re.match(
                _HONORIFICS, text.text[end : end + _MAX_HONORIFIC_LENGTH]
            )
            if whole_of and (len(name.given) > 1 or is_called):
                yield self._suggest(whole_of, name.whole, "pinyin", text)
            # Where the given name stands mostly without the family name, 于可以 is nobody.
            elif (
                given_of
                and counts[name.given] <= 2 * counts[name.whole]
                and (
                    text.where != "speech"  # a title names people: 贾扬清谈 is not cut so
                    or _is_cut_out(text.text, start, end)
                )
            ):
                yield self._suggest(given_of, name.whole, "pinyin", text)

    def _latin_names(self) -> Iterator[AliasSuggestion]:
        """Names in Latin letters that spell a Chinese one: “Yangqing Jia” for 贾扬清."""
        names = [(speaker, name) for speaker in self._speakers if (name := as_name(speaker))]
        if not names:
            return
        whole = _only_one_each((s, speaker) for speaker, name in names for s in name.spellings)
        given = _only_one_each(
            (s, speaker)
            for speaker, name in names
            if len(name.given) > 1
            for s in name.given_spellings
        )
        candidates = [
            (text, phrase, spelling)
            for text in self._texts
            for phrase in _capitalised_phrases(text.text)
            if (spelling := letters(phrase)) in whole or spelling in given
        ]
        common = _words_among(self._all, {phrase.lower() for _, phrase, _ in candidates})
        for text, phrase, spelling in candidates:
            if spelling in whole and " " in phrase:
                yield self._suggest(whole[spelling], phrase, "pinyin", text)
            elif spelling in given and phrase.lower() not in common:
                yield self._suggest(given[spelling], phrase, "pinyin", text)

    def _whole_names(self) -> Iterator[AliasSuggestion]:
        """Whole names of which a speaker's is a part: “Alex Ren” for “Alex”, 贾扬清 for 扬清.

        In what is said, only the speaker's own.
        """
        speaker_of = {turn.number: turn.speaker for turn in self._transcript.turns}
        everybody = set(self._speakers)
        names_of: dict[str, dict[str, _Text]] = defaultdict(dict)
        for text in self._texts:
            speakers = everybody if text.turn is None else {speaker_of[text.turn]} & everybody
            for speaker, name in _names_with(speakers, text):
                names_of[speaker].setdefault(name, text)
        for speaker in self._speakers:
            if len(names_of[speaker]) == 1:
                [(name, text)] = names_of[speaker].items()
                yield self._suggest(speaker, name, "part", text)

    def _honorifics(self, spelled: Sequence[AliasSuggestion]) -> Iterator[AliasSuggestion]:
        """What others call a speaker right before or after he speaks: 贾博士 for “Yangqing”."""
        family_of: dict[str, str] = {}
        spelled_of: dict[str, list[str]] = defaultdict(list)
        for suggestion in spelled:
            spelled_of[suggestion.name].append(suggestion.alias)
        for speaker in self._speakers:
            called = [speaker, *self._people.aliases.get(speaker, ()), *spelled_of[speaker]]
            families = {name.family for name in map(as_name, called) if name}
            if len(families) == 1 and self._people.is_only_one_of(min(families), speaker):
                family_of[speaker] = min(families)
        for before, turn in pairwise(self._transcript.turns):
            for spoken, other in ((before, turn), (turn, before)):
                family = family_of.get(other.speaker)
                if family is None or spoken.speaker == other.speaker:
                    continue
                text = _Text("speech", spoken.number, spoken.text)
                for called in _called(family, spoken.text):
                    yield self._suggest(other.speaker, called, "honorific", text)


def _counts(text: str, parts: set[str]) -> dict[str, int]:
    """How often each of these parts stands in a text, as `str.count` counts."""
    counts = dict.fromkeys(parts, 0)
    ends = dict.fromkeys(parts, 0)
    lengths = sorted({len(part) for part in parts})
    for start in range(len(text) if parts else 0):
        for length in lengths:
            part = text[start : start + length]
            if part in counts and start >= ends[part]:
                counts[part] += 1
                ends[part] = start + length
    return counts


def _words_among(text: str, phrases: set[str]) -> set[str]:
    """Those of these phrases that stand in a text between borders of words."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        if first := re.match(r"\w+", phrase):
            by_first[first.group()].append(phrase)
    present: set[str] = set()
    for word in re.finditer(r"\w+", text) if phrases else ():
        for phrase in by_first.get(word.group(), ()):
            end = word.start() + len(phrase)
            if text.startswith(phrase, word.start()) and not re.match(r"\w", text[end : end + 1]):
                present.add(phrase)
    return present


def _only_one_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Spelling → the speaker; without those that are two speakers'."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for spelling, speaker in pairs:
        speakers[spelling].add(speaker)
    return {spelling: min(who) for spelling, who in speakers.items() if len(who) == 1}


def _capitalised_phrases(text: str) -> Iterator[str]:
    """Runs of one to three words with a capital each, from each word on, longest first."""
    words = list(re.finditer(_LATIN_WORD, text))
    position = 0
    while position < len(words):
        run = [words[position]]
        for word in words[position + 1 : position + _MAX_WORDS]:
            if text[run[-1].end() : word.start()] != " ":
                break
            run.append(word)
        while run and not all(word.group()[0].isupper() for word in run):
            run.pop()
        for end in range(len(run), 0, -1):
            yield text[run[0].start() : run[end - 1].end()]
        position += 1


def _names_with(speakers: Set[str], text: _Text) -> Iterator[tuple[str, str]]:
    """(speaker, whole name) of the whole names in a text of which a speaker's is the first name.

    In what a person says, only behind “I am”.
    """
    is_said = text.where == "speech"
    if any(speaker.isascii() and speaker.isalpha() for speaker in speakers):
        for match in re.finditer(_I_AM_SOMEBODY if is_said else _SOMEBODY, text.text):
            if match["first"] in speakers:
                yield match["first"], match["whole"]
    if any(len(speaker) == 2 for speaker in speakers):
        for start, name in possible_names(text.text):
            if (
                len(name.given) == 2
                and name.given in speakers
                and (
                    not is_said
                    or re.search(rf"{_I_AM}$", text.text[max(0, start - _MAX_I_AM_LENGTH) : start])
                )
            ):
                yield name.given, name.whole


def _called(family: str, text: str) -> Iterator[str]:
    """A family name with an honorific: 贾博士, “Dr. Jia”."""
    spelled = "".join(transliterate(family)).capitalize()
    titled = rf"(?<!\w)(?:Dr|Mr|Mrs|Ms|Prof|Professor|Minister)\.? {spelled}(?![\w-]|\s[A-Z])"
    yield from re.findall(titled, text)
    for match in re.finditer(rf"{family}(?:{_HONORIFICS})", text):
        if _is_cut_out(text, match.start(), match.end()):
            yield match.group()


def _is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether words begin and end there: nobody is called 王老师 in 国王老师."""
    before = re.search(rf"[{HAN}]*$", text[max(0, start - _AROUND) : start])
    after = re.match(rf"[{HAN}]*", text[end : end + _AROUND])
    assert before is not None and after is not None  # both match the empty text
    words = words_of(before.group() + text[start:end] + after.group())
    borders = set(accumulate(map(len, words), initial=0))
    begin = len(before.group())
    return {begin, begin + end - start} <= borders
