"""What the fields of foreign JSON mean, by their names in English and Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

# Names of the field with the words, the best first: `plain` spelling of the last part of the key.
_TEXT_NAMES = tuple(
    """punctuatedword displaytext display finalsentence text content body transcript sentence
    utterance utt message msg spokentext spoken speech saying said caption transcription
    transcripttext simpletext snippet line dialogue dialog paragraph paragraphs statement remark
    words onebest textcontent plaintext parts result value utf8 w word token alternatives nbest
    rawtext raw itn maskeditn lexical 内容 文本 文字 原文 发言 发言内容 说话内容 转写 转写文本
    文稿 字幕 台词 对话 句子 発言 発話 texte texto testo inhalt""".split()
)
_TEXT_RANKS = {name: rank for rank, name in enumerate(_TEXT_NAMES)}

_PERSON = frozenset(
    """speaker speakers spk spkid spkr talker participant participants author user username sender
    from actor role who person people character party parties member attendee nickname host
    interlocutor rl sprecher redner orador hablante locuteur intervenant 話者 発言者 说话人
    发言人 讲话人 讲者 主讲人 角色 姓名 名字 发言者 说话者""".split()
)
_SPOKEN = frozenset("speaker speakers spk spkid spkr talker 说话人 发言人 讲话人".split())
_NAME = frozenset("name names nickname username displayname label 姓名 名字".split())
_ID = frozenset("id ids uid email tag index idx no number uri spkid openid userid".split())
_FULL = frozenset("display real full nickname".split())
_ROLE = frozenset("role 角色".split())
_KIND = frozenset("type purpose kind".split())  # “participant_type”: agent, customer
_TRACK = frozenset("channel channels track ch side leg 声道 通道".split())
_NO_PERSON = frozenset(
    """confidence score probability change count num color colour image avatar url photo language
    lang time start end duration is bot gender age talk""".split()
)
# Lists and fields under such names are about the talk, not spoken in it.
_NOT_SPEECH = frozenset(
    """summary summaries comment comments note notes chapter chapters highlight highlights action
    actions task tasks todo todos keyword keywords topic topics translation translations
    translated annotation annotations insight insights soundbite soundbites outline description
    entity entities hashtags error errors warning warnings attachments reactions overview gist
    headline agenda sentiment bookmarks questions suggestions event chat reply forwarded 摘要
    总结 翻译 译文 评论 备注 章节 待办 关键词 简介 描述""".split()
)
_NO_TEXT = _NOT_SPEECH | frozenset(
    """id ids uid url uri link href path file filename title name label type status language lang
    locale model version date time start end timestamp color email hash key source format mime
    标题 名称 链接""".split()
)
# Names of lists, which are no names of people.
_CONTAINERS = frozenset(
    """words word segments segment sentences paragraphs utterances turns tokens items results
    speakers participants chunks blocks entries transcript transcripts messages events lines
    cues data sections parts channels monologues elements phrases captions users people
    members""".split()
)
_START = frozenset(
    """start starts begin begins from bg offset onset startms inicio debut beginn
    开始 起始 开始时间 開始""".split()
)
_END = frozenset("end ends stop finish to ed until fin ende 終了 结束 结束时间 终止".split())
_MOMENT = frozenset(
    """timestamp timestamps ts time timecode tc t date created at when sent hora heure zeit 日期
    时间 时间戳 时间点 发言时间""".split()
)
_DURATION = frozenset("duration dur d length 时长 持续时间".split())
_NO_TIME = frozenset(
    """char chars character index idx word words page line pos position id count confidence lang
    language timezone zone text sentence paragraph byte bytes edited updated token tokens""".split()
)
_PER_SECOND = {
    **dict.fromkeys("ms msec millis millisecond milliseconds 毫秒".split(), 1000),
    **dict.fromkeys("us usec micros microsecond microseconds".split(), 1_000_000),
    **dict.fromkeys("ticks tick".split(), 10_000_000),
    **dict.fromkeys("ns nanos nanosecond nanoseconds".split(), 1_000_000_000),
    **dict.fromkeys("s sec secs second seconds 秒".split(), 1),
}
START, END, DURATION, MOMENT = "start", "end", "duration", "moment"
_TIMES = ((DURATION, _DURATION), (END, _END), (START, _START), (MOMENT, _MOMENT))

NAMED, PERSON, NAME_ALONE, ROLE, PERSON_ID, SOURCE, TRACK, KEY = range(8)  # ranks of speakers' keys
KEY_FIELD = "@key"  # the key of an object whose siblings have the same shape


@lru_cache(maxsize=4096)
def key_words(key: str) -> tuple[str, ...]:
    """The words of a key, in lower case: “speaker.displayName” → speaker, display, name."""
    pieces = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+", key[:200])
    return tuple(piece.lower() for piece in pieces)


@lru_cache(maxsize=4096)
def text_rank(key: str) -> int | None:
    """The rank of a field of words, 0 for the best; None if its name means something else."""
    *prefix, last = key.split(".")
    plain = re.sub(r"[\W_]", "", last).lower()
    around = {word for part in prefix for word in key_words(part)}
    if plain not in _TEXT_RANKS or around & (_NOT_SPEECH | _PERSON - {"from"}):
        return None
    return _TEXT_RANKS[plain]


def may_be_text(key: str) -> bool:
    """Whether a field of an unknown name may hold the words."""
    return not set(key_words(key)) & (_NO_TEXT | _PERSON)


def names_person(key: str) -> bool:
    """Whether a field of an unknown name may hold a person's name: “attendant.fullName”."""
    words = set(key_words(key))
    return bool(words & _NAME) and not words & (_NO_PERSON | _NOT_SPEECH | _NO_TEXT - _NAME)


@lru_cache(maxsize=4096)
def speaker_rank(key: str) -> int | None:
    """How directly a field names the speaker, NAMED for the best; None if it does not."""
    words = set(key_words(key))
    if not words or words & (_NO_PERSON | _NOT_SPEECH):
        return None
    if words == {"from", "name"} and "." not in key:  # of a link: “from_name” and “to_name”
        return None
    has_name = bool(words & _NAME)
    ranks = (
        (KEY, key == KEY_FIELD),
        (ROLE, words & _ROLE or (words & _PERSON and words & _KIND)),
        (PERSON_ID, words & _PERSON and words & _ID and not has_name),
        (NAMED, words & _PERSON and has_name and words - _NAME),
        (PERSON, words & _PERSON),
        (NAME_ALONE, has_name and words <= _NAME | _FULL and words != {"label"}),
        (SOURCE, words == {"source"}),
        (TRACK, words & _TRACK),
    )
    return next((rank for rank, holds in ranks if holds), None)


def is_full_name(key: str) -> bool:
    """Whether the key means the name that is shown, rather than a handle."""
    return bool(set(key_words(key)) & _FULL)


def says_speaker(key: str) -> bool:
    """Whether the key has the word “speaker”."""
    return bool(set(key_words(key)) & _SPOKEN)


def is_about_people(path: str) -> bool:
    """Whether a path means a list of people: “participants”, “speaker_labels”."""
    words = set(key_words(path))
    return bool(words & _PERSON) or bool({word.removesuffix("s") for word in words} & _PERSON)


def is_about_speech(path: str) -> bool:
    """Whether a path means something said about the talk, not in it: “summary”, “comments”."""
    return bool(set(key_words(path)) & _NOT_SPEECH)


def names_people(keys: list[str]) -> bool:
    """Whether the keys of an object look like names of people or tracks: “Mara”, “SPEAKER_00”."""
    return all(
        (key[:1].isupper() or not key.isascii() or any(map(str.isdigit, key)))
        and not set(key_words(key)) & _CONTAINERS
        for key in keys
    )


@lru_cache(maxsize=4096)
def time_kind(key: str) -> str | None:
    """START, END, DURATION or MOMENT for the field of a time; None for others."""
    words = set(key_words(key))
    if words & (_NO_TIME | _NOT_SPEECH):
        return None
    return next((kind for kind, names in _TIMES if words & names), None)


def per_second(key: str) -> int | None:
    """Units per second that the key names: “start_ms” → 1000; None if it names none."""
    return next((_PER_SECOND[word] for word in key_words(key) if word in _PER_SECOND), None)
