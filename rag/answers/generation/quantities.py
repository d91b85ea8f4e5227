"""Find the numbers of a text with units, in digits or words: “fifty million”, 五千万, “35 %”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# Factors: words after a number that multiply it.
_SCALES = {
    **{"thousand": 3, "k": 3, "million": 6, "mn": 6, "M": 6, "billion": 9, "bn": 9, "B": 9},
    **{"trillion": 12, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8},
    **{"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12},
}
# Units that a model may lose or change by mistake; other units are checked like all words.
_UNITS = {
    "percent": r"%|percent(?:age points?)?\b|per cent\b|个百分点",
    "second": r"seconds?\b|secs?\b|秒",
    "minute": r"minutes?\b|mins?\b|分钟",
    "hour": r"hours?\b|hrs?\b|个?小时|个?钟头",
    "day": r"days?\b|天|日(?![元本语])",
    "week": r"weeks?\b|周|个?星期|个?礼拜",
    "month": r"months?\b|个?月",
    "year": r"years?\b|年",
    "times": r"times\b|倍",
    "kilometre": r"km\b|kilomet(?:er|re)s?\b|公里|千米",
    "mile": r"miles?\b|英里",
    "metre": r"met(?:er|re)s?\b|米",
    "kilogram": r"kg\b|kilo(?:gram)?s?\b|公斤|千克",
    "pound": r"lbs?\b|磅",
    "tonne": r"ton(?:ne)?s?\b|吨",
    "degree": r"°|degrees?\b|度",
    "dollar": r"\$|(?:us )?dollars?\b|usd\b|美元|美金",
    "euro": r"€|euros?\b|eur\b|欧元",
    "sterling": r"£|pounds? sterling\b|英镑",
    "yuan": r"¥|yuan\b|rmb\b|cny\b|元|人民币|块钱?",
    "yen": r"yen\b|jpy\b|日元",
}
_MONTHS = (
    "January February (?-i:March) April (?-i:May(?=,?\\s\\d)|(?<=[IiOo]n\\s)May) June July August"
    " September October November December"
).split()
_MONTH = [re.compile(rf"\b(?:{name})\b", re.IGNORECASE) for name in _MONTHS]
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SIZE_OF_PART = {
    **{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10},
}
_A_PART = "|".join(_SIZE_OF_PART)
# “two thirds”, “a third of”, “half”; not “a third person”.
_PART = re.compile(
    rf"\b(?:(?P<count>{'|'.join(_SMALL)}|\d+)[ -](?P<part>{_A_PART})s?"
    rf"|an? (?P<one>{_A_PART})(?= of\b)|(?:an? )?(?P<half>half))\b",
    re.IGNORECASE,
)
_FOLD = re.compile(rf"\b({'|'.join(_SMALL)}|hundred|\d+)-?fold\b", re.IGNORECASE)
# What stands for a number → how that is written with one.
_WORDS = [
    (re.compile(pattern, re.IGNORECASE), digits)
    for pattern, digits in (
        (r"\bdoubl(?:es|ed|ing)\b|翻了?一?倍|翻了?一?番", "2 times"),
        (r"\btripl(?:es|ed|ing)\b", "3 times"),
        (r"\b(?:a )?dozen\b", "12"),
        (r"一半|半数", "1/2"),
        (r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b(?!-)", r"\1年 \2月 "),
    )
]
_SOME = re.compile(r"(?<=[几数上])(百万|千万|百|千|万|亿)")  # 几百: hundreds
_AND_A_HALF = re.compile(r"(\d+) and 1/2(?: (1000000000|1000000|1000)\b)?")
_HAN_AND_A_HALF = re.compile(r"(\d+)(个|年|天|倍|小时|分钟)半")
_HAN_HALF = re.compile(r"半(?=年|天|个|小时|分钟)")
_HAN_PART = re.compile(r"(\d+)分之(\d+)")
_TENTHS = re.compile(r"(\d+)成(?:(\d)|(半))?(?![为立功本员分长果熟品交都不])")
_FRACTION = re.compile(r"(?<![\d/.])(\d{1,3})/(\d{1,3})(?![\d/])")
_NUMBER = r"\d+(?:,\d{3}(?!\d))*(?:[.:]\d+)*"
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<sign>(?<![\w.)])[-−]|\bminus |\bnegative )?(?P<currency>[$€£¥])?\s?"
    rf"(?P<number>{_NUMBER})(?:[ -]?(?P<scale>{_SCALE})(?![a-zA-Z]))?(?:st|nd|rd|th)?[ -]?"
    rf"(?P<unit>{'|'.join(f'(?P<{name}>{unit})' for name, unit in _UNITS.items())})?",
    re.IGNORECASE,
)
_SCALED = re.compile(rf"(?<![\d.])({_NUMBER}) (thousand|million|billion|trillion)\b", re.IGNORECASE)
_HAN_NUMBER = re.compile(r"(百分之)?([零〇一二两三四五六七八九十百千万亿点]+)")
_NO_NUMBER = re.compile(
    r"十分(?!钟|之)|万一|千万(?=[不别要])|百般|千方百计|万万|一[些样般直起定切下点会]"
)
_ISO_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_BELOW_ZERO = re.compile(r"零下|负(?=[\d零一二两三四五六七八九十])")
_TWO_NUMBERS = re.compile(r"[一二两三四五六七八九]{2}")  # 两三个: two or three
_DIGIT_ONE = re.compile(r"(?<![\d.])[1１](?![\d.])")
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "sterling", "¥": "yuan"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, with its unit if that is one of a few common ones."""

    value: str  # in digits, “-35000000”; a time of day as written, “12:31”
    unit: str = ""  # a key of `_UNITS`


@lru_cache(maxsize=1000)
def quantities(text: str) -> frozenset[Quantity]:
    """The numbers in a text, without a lone “one”, “first” or 一, which are often pronouns."""
    digits = _in_digits(unicodedata.normalize("NFKC", text.replace("，", " ")))
    numbers = {_fraction(match) for match in _FRACTION.finditer(digits)}
    digits = _FRACTION.sub(" ", digits)
    for match in _QUANTITY.finditer(_ISO_DATE.sub(r"\1年 \2月 \3日", digits)):
        currency = _CURRENCIES.get(match["currency"] or "")
        unit = currency or next((name for name in _UNITS if match[name]), "")
        numbers.add(Quantity(_value(match), unit))
    if not _DIGIT_ONE.search(text):
        numbers = {quantity for quantity in numbers if quantity.value != "1"}
    return frozenset(numbers)


def is_unit(word: str) -> bool:
    """Whether a word is a unit or a sign, which are checked with their number."""
    units = "|".join([*_UNITS.values(), "minus|negative"])
    return re.fullmatch(units, word, re.IGNORECASE) is not None


def are_said(claimed: Collection[Quantity], said: Collection[Quantity]) -> bool:
    """Whether each claimed number is said, with the same unit.

    A unit may be missing on one side, but for percent and months: 35 is not 35 %, nor 3 March.
    """
    return all(any(_is_same(number, other) for other in said) for number in claimed)


def _is_same(number: Quantity, other: Quantity) -> bool:
    if number.value != other.value:
        return False
    units = {number.unit, other.unit}
    return len(units) == 1 or ("" in units and units.isdisjoint({"percent", "month"}))


def _value(match: re.Match[str]) -> str:
    number = match["number"].replace(",", "")
    if ":" in number or number.count(".") > 1:
        return number
    scale = match["scale"] or ""
    power = _SCALES.get(scale, _SCALES.get(scale.lower(), 0))
    value = Decimal(number).scaleb(power)
    return f"{'-' if match['sign'] else ''}{value.normalize():f}"


def _fraction(match: re.Match[str]) -> Quantity:
    """“1/4”, which is 25 %; what is no whole number of percent stays as it is."""
    part, whole = int(match[1]), int(match[2])
    if not whole or 100 * part % whole:
        return Quantity(f"{part}/{whole}")
    return Quantity(str(100 * part // whole), "percent")


def _in_digits(text: str) -> str:
    """Replace English and Chinese number words by digits."""
    from text_to_num import alpha2digit  # late: only language models need it

    for number, month in enumerate(_MONTH, start=1):
        text = month.sub(f" {number}月 ", text)
    for pattern, written in _WORDS:
        text = pattern.sub(written, text)
    text = _PART.sub(_part_in_digits, _FOLD.sub(r"\1 times", text))
    # The library takes the words of “35 million” for two numbers.
    scaled = _SCALED.sub(lambda match: f"{match[1]}{_short(match[2])}", text)
    digits = "\n".join(alpha2digit(line, "en", 1.0) for line in scaled.split("\n"))
    chinese = _BELOW_ZERO.sub(" minus ", _NO_NUMBER.sub(" ", digits))
    chinese = _SOME.sub(lambda match: str(10 ** _SCALES[match[1]]), chinese)
    return _with_halves(_HAN_NUMBER.sub(_han_in_digits, chinese))


def _part_in_digits(match: re.Match[str]) -> str:
    count, part = match["count"] or "one", match["part"] or match["one"] or match["half"]
    small = {word: n for n, word in enumerate(_SMALL, start=1)}
    number = int(count) if count.isdecimal() else small[count.lower()]
    return f"{number}/{_SIZE_OF_PART[part.lower()]}"


def _with_halves(digits: str) -> str:
    """“4 and 1/2”, 4年半, 2成半 and 3分之1 as 4.5, 4.5年, 25% and 1/3."""
    digits = _AND_A_HALF.sub(
        lambda match: f"{Decimal(f'{match[1]}.5') * int(match[2] or 1):f}", digits
    )
    digits = _HAN_HALF.sub("1/2 ", _HAN_AND_A_HALF.sub(r"\1.5\2", digits))
    digits = _TENTHS.sub(lambda match: f"{match[1]}{5 if match[3] else match[2] or 0}%", digits)
    return _HAN_PART.sub(r"\2/\1", digits)


def _short(scale: str) -> str:
    return {"thousand": "k", "million": "M", "billion": "B", "trillion": "万亿"}[scale.lower()]


def _han_in_digits(match: re.Match[str]) -> str:
    import cn2an  # late, as above

    if match.string[: match.start()][-1:].isdecimal():  # the 万 of “3.5万”
        return match[0]
    words = match[2].strip("点")
    if _TWO_NUMBERS.fullmatch(words):
        return f"{cn2an.cn2an(words[0], 'smart')} {cn2an.cn2an(words[1], 'smart')}"
    for end in range(len(words), 0, -1):  # 三百千 is 三百 千, of 千瓦
        try:
            number = cn2an.cn2an(words[:end], "smart")
        except (ValueError, KeyError):
            continue
        return f"{number}{'%' if match[1] else ''}{words[end:]}"
    return " "  # 千万, 亿万: as many as one likes
