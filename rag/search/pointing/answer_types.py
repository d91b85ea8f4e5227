"""Whether a sentence has the kind of words that a question asks for: a number, a date, an amount.

Which kind a question asks for, `understanding/rules/answer_types.py` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from ....index.text.fold import fold
from ...understanding.query import AnswerType
from ...understanding.rules.speech.left_open import (
    HAS_NO_ANSWER,
    WHO_IS_OPEN,
    WHY_IS_OPEN,
)

# Patterns of folded text: lower case, Simplified Chinese, half-width punctuation.
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_LARGE = "hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
_HALF = r"half\b(?! (?:an? )?(?:hour|day|year|month|minute|century|mile)s?\b)"
_EN = rf"(?:\b(?:{_HALF}|(?:{_SMALL}|{_LARGE}|zero|couple|several|few|both)\b))"
_DIGITS = (
    r"(?<![a-z\d.])[$€£¥]?\d[\d,.]*"
    r"(?:k|m|b|bn|%|st|nd|rd|th|[kmgt]?hz|[kmgt]b|ms|k[mg]|[cm]m|px)?(?![a-z\d])"
)
_HAN = "[零〇一二两三四五六七八九十百千万亿半几数]"
_HAN_NUMBER = rf"(?:第{_HAN}+|{_HAN}{{2,}}|[二两三四五六七八九十百千万亿半几数])"
_HAN_MANY = f"(?:{_HAN}{{2,}}|[二两三四五六七八九十百千万亿几])"
_CLASSIFIER = (
    "[个位人名份台家条项次组种万亿千百多余座篇页级层步轮倍档期集票岁度块双对队支只张场件间所辆部]"
)
_NUMBER = rf"(?:{_DIGITS}|{_EN}|{_HAN_NUMBER}(?:多|来|几)?{_CLASSIFIER}|第{_HAN}+|{_HAN}{{3,}})"
_COUNTED = "[个片人次条张家辆件只名位份户部台字票]"
_ANY = rf"(?:{_DIGITS}|{_EN}|\b(?:an?|one|many)\b|{_HAN}+)"
_IS_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d[.,]*")
# 二零一六年, 九八年; but not 三四年, three or four years.
_HAN_DIGIT = "[零〇一二三四五六七八九]"
_HAN_YEAR = f"(?:[一二]{_HAN_DIGIT}{{3}}|[零〇六七八九]{_HAN_DIGIT})年(?![多半里内间来])"
_UNIT_OF_TIME = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|decades?|century)\b"
)
_UNIT_OF_TIME_ZH = "(?:秒|分钟|小时|钟头|天|日|周|星期|礼拜|月|年)"
_DURATION = (
    rf"{_ANY}(?:[ -](?:and a half|a|to|or|more|full|whole|few)){{0,2}}[ -]?{_UNIT_OF_TIME}"
    # not 2018年, nor 在15年的时候
    rf"|(?!{_HAN_YEAR}|(?:19|20)\d\d年|(?<=在)\d\d年(?!多|半|里|内|间))(?<!\d)(?<!{_HAN})"
    rf"(?:{_DIGITS}|{_HAN}+)\s*(?:多|来|几)?(?:个)?(?:多|半)?{_UNIT_OF_TIME_ZH}(?![之以]?前)"
    r"|\b(?:overnight|forever|all (?:day|night|year)|lifetime|years|months|weeks|hours)\b|一辈子"
    "|好久|永远"
)
_MONTHS = (
    "january|february|april|june|july|august|september|october|november|december"
    "|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|(?:(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=of )|(?<=last )|(?<=next ))(?:march|may)"
    r"|(?:march|may)(?= \d)"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DATE = (
    rf"\b(?:1[89]|20)\d\d\b|(?<!\d)(?:1[89]|20)\d\d年?|'\d\ds?\b|{_HAN_YEAR}"
    rf"|\b(?:{_MONTHS})\b|\b(?:{_DAYS})s?\b|\b(?:yesterday|today|tomorrow|tonight|spring|summer"
    r"|autumn|winter|christmas|midnight|noon)\b"
    r"|\b(?:next|last|this|every|each) (?:\w+ )?(?:week|month|year|quarter|semester|day|night"
    r"|morning|time|decade)s?\b"
    r"|(?:民国|[在于到从自])\d{2,3}年(?![多半里内间来])"
    r"|\bago\b|\bq[1-4]\b|\b\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m|p\.m|o'clock)|\b\d{1,2}:\d\d\b"
    r"|\b(?:end|beginning|middle|start) of\b|\b(?:\d0s|twenties|thirties|forties|fifties|sixties"
    r"|seventies|eighties|nineties)s?\b"
    rf"|(?:\d+|{_HAN}+)(?:月|[日号](?!机|码|线|院)|年(?:前|后|底|初))"
    rf"|(?:\d+|(?<!有|哪)(?!一点(?!钟|半|整)){_HAN}+)点(?!儿)"
    "|(?:星期|礼拜"
    "|周)[一二三四五六日天末]"
    "|[今明昨前后去][天年晚]|[上下这本](?:个)?(?:周|月|年|季度?|星期|礼拜)|[年月季]底"
    "|[年月]初|年中|季度|[春夏秋冬](?:天|季)"
    "|早上|晚上|下午|上午|中午|刚刚|立刻|马上|随时|每[天周月年]"
)
_YEAR = (
    rf"\b(?:1[89]|20)\d\d\b|'\d\ds?\b|(?<!\d)\d{{2,4}}年(?![多半里内间来])|{_HAN_YEAR}|民国"
    r"|\b(?:last|this|next) year\b|\byears? (?:ago|later|before|after)\b"
    "|[今明去前后]年|年(?:前|后)"
)
# Said where no date is: “shortly after the crash”.
_RELATIVE = r"\b(?:after|before|since|until|as soon as)\b|之后|之前|以后|以前|以来"
_AMOUNT = (
    rf"[$€£¥]\s?\d|(?:{_DIGITS}|{_EN})[ \w]{{0,12}}?(?<![a-z])(?<!per )"
    r"(?:dollars?|bucks|euros?|pounds|yuan|rmb|usd"
    "|eur"
    rf"|ntd?|cents?|grand|francs?|btc|bitcoins?|ether|eth|sats?|satoshis)\b|(?:{_DIGITS}|{_HAN_MANY})\s*(?:多|几)?(?:万|亿|千|百)*(?:多)?"
    r"(?:元|块|美[元金]|欧元|英镑|日元|台币|人民币|港币)|(?:\d[\d,.]*"
    rf"|[零〇一二两三四五六七八九十百千几])\s*(?:多|几)?[万亿](?!\s*(?:多|余)?{_COUNTED})"
    r"|\b\d[\d,.]*\s?(?:k|million|billion|m|bn)\b|\b(?:hundred|thousand|million|billion)s?\b"
    r"|\b(?:for free|free of charge|is free|are free|it's free)\b|免费|不用钱|不要钱|不收费"
)
_SHARE_IN_WORDS = (
    rf"\b{_HALF}|\bmajority\b|\b(?:a|one|two|three) (?:thirds?|quarters?|fifths?|tenths?)\b"
    r"|\bmost (?:of|\w+s)\b|\bone in \w+\b|一半|大部分|多数|大多|半数|绝大"
)
_SHARE = rf"%|\bpercent\b|\bper cent\b|百分之|(?:{_HAN}|\d)[成趴]|分之|{_SHARE_IN_WORDS}"
_PEOPLE = (
    rf"(?:{_NUMBER})[ \w%]{{0,24}}?\b(?:people|persons?|members?|users?|students?|employees?"
    "|population"
    r"|staff|engineers?|developers?|colleagues?|folks|guys|women|men|kids|children|individuals?"
    r"|customers?|participants?|attendees|volunteers?|readers?|teachers?|listeners?)\b"
    rf"|(?:{_DIGITS}|{_HAN_MANY})\s*(?:多|来|余)?(?:个|位|名)?(?:人(?!才)|位|名|民众|学生|员工"
    "|同事|同学)"
)
# In text as it was written, for capitals count.
_NAME = (
    r"[“\"《「『][^”\"》」』]+[”\"》」』]|(?<=[a-z,;:] )[A-Z][\w’'-]+"
    r"|(?<=[\u4e00-\u9fff])\s?[A-Za-z][\w-]+"
    r"|叫[做作]?(?!什)|名[叫为為]|\b(?:called|named|entitled|titled)\b"
)
_DEFINITION = (
    r"\b(?:means?|meaning|stands? for|refers? to|called|known as|so-called|in other words|basically"
    "|essentially|that is|idea (?:is|of)|which (?:is|are)|(?:is|are|was|'s) (?:an?|the|like"
    r"|where|when|just|kind of|our|basically))\b"
    "|就是|叫[做作]?|称为|所谓|指的|意思|也就是|是一[个种]|是指|简单来[讲说]|基本上|等于"
    "|是[^,。]{0,20}的"
)
# Behind a word: what it is. Not “is not”, “is going to”, 是不是.
_IS = (
    r"(?:[”\"』」》]|\b)(?:,?\s*(?:(?:which|that) )?(?:is|are|means|stands for|refers to)\b"
    r"(?! (?:not|going|a bit|very|so|just|really|still|too)\b| \w+ing\b)"
    r"|\s*(?:就|其实|基本上)?(?:是(?!不是|否|要|会|可以|怎么|什么|为了|因为)|指的?|叫做?|按照?))"
)
_ASKS_OF_THE_FUTURE = re.compile(
    r"\bwhen (?:will|shall|can|does|do|(?:is|are)\b.*\b(?:going to|due|planned|expected))\b"
    r"|(?:什么时候|何时|几时|哪天)(?:会|要|能|可以|才)"
)
_ASKS_FOR_A_FEE = re.compile(
    r"\b(?:fees?|commission|rate|interest|discount|margin|tax)\b|手续费?|费率|利率|利息|佣金|抽成|折扣|税"
)
_IS_PAST = re.compile(r"\bago\b|\blast\b|\byesterday\b|[昨去前][天年晚]|[年月]前")
_PATTERNS: Mapping[AnswerType, str] = MappingProxyType(
    {
        "share": _SHARE,
        "amount": _AMOUNT,
        "duration": _DURATION,
        "year": _YEAR,
        "date": _DATE,
        "people": f"{_PEOPLE}|{_SHARE_IN_WORDS}",
        "number": f"{_NUMBER}|{_SHARE}",
        "definition": _DEFINITION,
    }
)


def tells_when(text: str) -> bool:
    """Whether a text tells a time by something else: “after the crash”."""
    return _relative().search(fold(text)) is not None


def leaves_open(text: str) -> bool:
    """Whether a text says that the answer is not known: “I have to ask”, 还没定."""
    return HAS_NO_ANSWER.matches(fold(text))


def leaves_why_open(text: str) -> bool:
    """Whether a text says that one does not know why."""
    return WHY_IS_OPEN.matches(fold(text))


def leaves_who_open(text: str) -> bool:
    """Whether a text says that one does not know who, or “someone discovered”."""
    return WHO_IS_OPEN.matches(fold(text))


def names_day(text: str) -> bool:
    """Whether a text names a day, month or year, not only “last week”."""
    return _exact_date().search(fold(text)) is not None


def says_what_it_is(text: str, words: Iterable[str]) -> bool:
    """Whether a text says of one of these folded words what it is: “BMS is battery management
    system”."""
    folded = fold(text)
    return any(
        re.search(rf"{re.escape(word)}{_IS}", folded) is not None for word in words if len(word) > 1
    )


def has_type(text: str, answer_type: AnswerType, *, beside: str = "") -> bool:
    """Whether a text has words of a type: “two months” for a duration, 七千人 for a number.

    People and places have no such words: any text may have them.

    Args:
        beside: words that do not count, as the question has them.
    """
    if answer_type == "name":
        known = fold(beside)
        return any(fold(match[0]).strip() not in known for match in _name().finditer(text))
    if answer_type not in _PATTERNS:
        return True
    asked = fold(beside)
    known = {match[0] for match in _pattern(answer_type).finditer(asked)}
    found = {match[0] for match in _pattern(answer_type).finditer(fold(text))} - known
    if answer_type == "amount" and _ASKS_FOR_A_FEE.search(asked):  # which may be a share
        found |= {match[0] for match in _pattern("share").finditer(fold(text))}
    if answer_type in ("date", "year") and _ASKS_OF_THE_FUTURE.search(asked):
        found = {words for words in found if not _IS_PAST.search(words)}
    if answer_type == "number":  # neither a year nor, unless it is asked for, a place in a row
        found = {
            words
            for words in found
            if not _IS_YEAR.fullmatch(words)
            and (not asked or "第" in asked or not words.startswith("第"))
        }
    return bool(found)


def has_number(text: str) -> bool:
    """Whether a text has any number, with whatever unit or none: 四十升, “nineteen hundred”."""
    return _any_number().search(fold(text)) is not None


def is_strict(answer_type: AnswerType | None) -> bool:
    """Whether a sentence without words of a type cannot answer a question for it."""
    return answer_type == "name" or (answer_type in _PATTERNS and answer_type != "definition")


@lru_cache(maxsize=1)
def _any_number() -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{_SMALL}|{_LARGE})\b|{_HAN}{{2}}")


@lru_cache(maxsize=1)
def _exact_date() -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{_MONTHS}|{_DAYS})s?\b|{_HAN}+(?:月|[日号])|星期|礼拜|周{_HAN}")


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    return re.compile(_NAME)


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    return re.compile(_RELATIVE)


@lru_cache(maxsize=len(_PATTERNS))
def _pattern(answer_type: AnswerType) -> re.Pattern[str]:
    return re.compile(_PATTERNS[answer_type])
