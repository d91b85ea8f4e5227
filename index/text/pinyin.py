"""Chinese names and their Latin spellings: 贾扬清, “Jia Yangqing”, “Yangqing Jia”.

Spellings are compared as bare letters: “Yang-Qing”, “Yang Qing” and “Yangqing” are equal. Both
pinyin and Wade–Giles count, the latter without apostrophes, since names are written so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

import marisa_trie

from ..paths import cache_folder
from .disk_cache import load_or_compute
from .fold import to_simplified
from .language import HAN

_MAX_GIVEN = 2  # characters
# The most common family names, in Simplified characters. In a text, any other first character more
# often begins an ordinary word.
_FAMILY_NAMES = frozenset(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈
    钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温
    葛莘邢柯梅童颜柳骆殷庞樊兰庄章鲁施游翁裴詹凌焦纪舒祝包欧聂辛管左华费岑俞倪齐康伍卞顿季麦项阮蓝闵
    席娄危桑桂濮牛寿边扈燕冀浦尚农晏瞿阎充慕连习宦艾鱼容古易慎戈庾终暨居衡步耿满弘匡国寇广禄阙殳沃利蔚
    越夔隆师巩厍晁勾敖融冷訾阚简饶空沙乜养鞠须丰巢关蒯相查荆红竺权逯盖益桓洪涂赖苗文成卓池乔栾甄
    应宗宁甘丘屈岳霍柴安常康路车单佘佟褚卫解萧尤云符
    """.replace("\n", "").replace(" ", "")
) | frozenset("欧阳 司马 上官 诸葛 司徒 皇甫 尉迟 夏侯 东方 公孙 慕容 令狐 端木 宇文 长孙".split())
_HAN_RUN = rf"[{HAN}]{{2,}}"
_NAME = rf"[{HAN}]{{2,4}}"
_RUN = rf"(?:(?![的了们們吗嗎呢])[{HAN}]){{2,}}"  # without particles, which no name has
_SYLLABLES = re.compile(  # atomic, so that long input cannot backtrack
    r"(?>(?:zh|ch|sh|hs|ts|tz|ss|sz|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]+(?:ng?|rh?|h)?)++"
)
_MAX_LETTERS = 36  # letters of a name: six long syllables
Readings = tuple[tuple[str, ...], tuple[str, ...]]
_OF, _OR = ":", ","  # in the cache: before the readings in each system; between two readings


@dataclass(frozen=True, slots=True)
class ChineseName:
    """A person's name in Chinese characters, as written in the text."""

    family: str
    given: str

    @property
    def whole(self) -> str:
        return self.family + self.given

    @property
    def spellings(self) -> frozenset[str]:
        """The letters of the full name, with the family name first or last."""
        return _spell_whole(self.family, self.given)

    @property
    def family_spellings(self) -> frozenset[str]:
        """The letters of the family name."""
        return frozenset().union(*_spell(self.family))

    @property
    def given_spellings(self) -> frozenset[str]:
        """The letters of the given name."""
        return frozenset().union(*_spell(self.given))


@lru_cache(maxsize=8192)
def as_name(text: str) -> ChineseName | None:
    """The text as a name if it is a Chinese name: 唐鳳, 欧阳锋; None for 主持人 or “Alex”."""
    if not re.fullmatch(_NAME, text):
        return None
    return next((name for name in names_at(text, 0) if name.whole == text), None)


def names_at(text: str, start: int) -> list[ChineseName]:
    """The names that may begin at this position in a run of Chinese characters, longest first."""
    simplified = to_simplified(text[start : start + 2])
    names: list[ChineseName] = []
    for n_family in (2, 1):
        if simplified[:n_family] not in _FAMILY_NAMES:
            continue
        begin = start + n_family
        names += [
            ChineseName(text[start:begin], text[begin : begin + n_given])
            for n_given in range(min(_MAX_GIVEN, len(text) - begin), 0, -1)
        ]
    return names


def possible_names(text: str) -> Iterator[tuple[int, ChineseName]]:
    """Candidate Chinese names (by family name) with their offsets; expect many false positives."""
    for run in re.finditer(_RUN, text):
        for start in range(len(run.group()) - 1):
            for name in names_at(run.group(), start):
                yield run.start() + start, name


def letters(spelling: str) -> str:
    """The bare letters of a Latin spelling: “Lü Yu-chih” becomes “luyuchih”."""
    plain = unicodedata.normalize("NFKD", spelling).casefold()
    return re.sub(r"[^a-z]", "", plain)


def may_be_spelled_so(spelling: str) -> bool:
    """Whether letters may spell a Chinese name: at least two syllables, at most six.

    Does not load pinyin's dictionaries.
    """
    return (
        len(spelling) <= _MAX_LETTERS
        and sum(letter in "aeiouv" for letter in spelling) > 1
        and _SYLLABLES.fullmatch(spelling) is not None
    )


def places_spelled(spelling: str, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each run of two or more characters that may be spelled in these letters.

    Args:
        spelling: bare letters that `may_be_spelled_so`.
    """
    begins = beginning(spelling, {c for run in re.findall(_HAN_RUN, text) for c in run})
    for run in re.finditer(_HAN_RUN, text):
        for start in range(run.start(), run.end() - 1):
            if text[start] not in begins:
                continue
            for system in (0, 1):
                end = _end_of_spelling(spelling, text, start, run.end(), system)
                if end is not None and end - start > 1:
                    yield start, end
                    break


def beginning(spelling: str, characters: Iterable[str]) -> set[str]:
    """Those characters with which a run that is spelled in these letters may begin."""
    begins = {spelling[:n] for n in range(1, len(spelling) + 1)}
    return {c for c in characters if not begins.isdisjoint(_syllables(c))}


@lru_cache(maxsize=8192)
def _syllables(character: str) -> frozenset[str]:
    """All syllables of a character in either system."""
    return frozenset(chain(*_readings(character)))


def _end_of_spelling(spelling: str, text: str, start: int, stop: int, system: int) -> int | None:
    """Where characters from `start` on spell all the letters exactly; None if they do not."""
    if not spelling:
        return start
    if start == stop:
        return None
    for syllable in _readings(text[start])[system]:
        if syllable and spelling.startswith(syllable):
            end = _end_of_spelling(spelling[len(syllable) :], text, start + 1, stop, system)
            if end is not None:
                return end
    return None


def transliterate(characters: str, *, wade_giles: bool = False) -> list[str]:
    """One syllable per character, in its most likely reading in context, without apostrophes."""
    # Imported late: loading its dictionaries takes a third of a second.
    from pypinyin import Style, lazy_pinyin

    if not wade_giles:
        return lazy_pinyin(characters)
    syllables = lazy_pinyin(characters, style=Style.WADEGILES)
    return [syllable.replace("'", "").replace("v", "u") for syllable in syllables]


@lru_cache(maxsize=8192)
def _spell_whole(family: str, given: str) -> frozenset[str]:
    return frozenset(
        spelling
        for families, givens in zip(_spell(family), _spell(given), strict=True)
        for a, b in product(families, givens)
        for spelling in (a + b, b + a)
    )


def _spell(characters: str) -> tuple[list[str], list[str]]:
    """All spellings of the characters: (in pinyin, in Wade–Giles)."""
    in_pinyin, in_wade_giles = (
        ["".join(syllables) for syllables in product(*readings)]
        for readings in zip(*map(_readings, characters), strict=True)
    )
    return in_pinyin, in_wade_giles


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[Sequence[str], Sequence[str]]:
    """All syllables of a character: (in pinyin, in Wade–Giles)."""
    as_dictionary, wade_giles = readings(character)
    in_pinyin = [syllable.replace("v", u) for syllable in as_dictionary for u in ("u", "v", "yu")]
    in_wade_giles = [letters(syllable.replace("v", "u")) for syllable in wade_giles]
    return tuple(dict.fromkeys(in_pinyin)), tuple(dict.fromkeys(in_wade_giles))


def readings(character: str) -> Readings:
    """All syllables of a character without tones: (in pinyin, in Wade–Giles).

    pypinyin reads its dictionary of phrases before it tells the reading of one character, which
    takes a third of a second; so those of all characters are packed once and cached. A character
    that has no reading is read as itself. “ü” is “v” in pinyin.
    """
    for entry in _packed().iterkeys(character + _OF):
        _, in_pinyin, in_wade_giles = entry.split(_OF)
        return tuple(in_pinyin.split(_OR)), tuple(in_wade_giles.split(_OR))
    return (character,), (character,)


@lru_cache(maxsize=1)
def _packed() -> marisa_trie.Trie:
    from importlib.metadata import version  # late: takes a while

    cache_file = cache_folder() / f"pinyin-{version('pypinyin')}-1.words"  # 1: of the format
    packed = load_or_compute(cache_file, lambda: marisa_trie.Trie(_entries()).tobytes())
    return marisa_trie.Trie().frombytes(packed)


def _entries() -> Iterator[str]:
    """“character:readings in pinyin:readings in Wade–Giles”."""
    from pypinyin import Style  # imported late: they load the dictionaries
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style import convert

    convert_once = lru_cache(maxsize=None)(convert)
    for code, syllables in pinyin_dict.items():
        systems = (
            _OR.join(
                dict.fromkeys(convert_once(s, style, strict=True) for s in syllables.split(","))
            )
            for style in (Style.NORMAL, Style.WADEGILES)
        )
        yield _OF.join((chr(code), *systems))
