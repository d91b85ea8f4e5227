"""The sentences around the speakers' own words, in the reader's language."""

from __future__ import annotations

from ..index.language import ReplyLanguage

_MESSAGES: dict[str, dict[ReplyLanguage, str]] = {
    "answering": {"en": "{speaker}, answering {asker}:", "zh": "{speaker} 回答 {asker}："},
    "saying": {"en": "{speaker}:", "zh": "{speaker}："},
    "asking": {"en": "{speaker} asked:", "zh": "{speaker} 问："},
    "quote": {"en": "“{quote}” [{n}]", "zh": "“{quote}” [{n}]"},
    "nobody": {
        "en": "Found nothing about this in {scope}.",
        "zh": "在{scope}里没有找到谈到这一点的话。",
    },
    "nothing_more": {
        "en": "Found nothing more about this in {scope}.",
        "zh": "在{scope}里没有找到更多谈到这一点的话。",
    },
    "not_this_speaker": {
        "en": "Found nothing about this by {speakers} in {scope}; {others} spoke of it: {places}.",
        "zh": "在{scope}里没有找到 {speakers} 谈这一点的话；{others} 谈到了：{places}。",
    },
    "not_these_transcripts": {
        "en": "Found nothing about this in {scope}; {others} spoke of it elsewhere: {places}.",
        "zh": "在{scope}里没有找到谈到这一点的话；{others} 在别处谈到了：{places}。",
    },
    "missing": {
        "en": "(No transcript is called or dated “{missing}”, so this looks at all of them.)",
        "zh": "（没有标题或日期是“{missing}”的文字记录，因此查的是全部。）",
    },
    "guest": {"en": "the guest", "zh": "嘉宾"},
    "one_transcript": {"en": "“{title}”", "zh": "《{title}》"},
    "transcripts": {"en": "these {count} transcripts", "zh": "这 {count} 份文字记录"},
    "turn": {"en": "turn {turn}{time}", "zh": "第 {turn} 段{time}"},
    "place": {"en": "{turns} of “{title}”", "zh": "《{title}》{turns}"},
    "no_such_transcripts": {
        "en": "No transcript is of these dates, so nothing was searched.",
        "zh": "没有这些日期的文字记录，所以没有可查的内容。",
    },
    "empty": {
        "en": "The library is empty. Add a transcript first, for example: turnwise add --samples",
        "zh": "资料库是空的。请先添加文字记录，例如：turnwise add --samples",
    },
}


def message(key: str, language: ReplyLanguage, **values: object) -> str:
    """One message with its values filled in."""
    return _MESSAGES[key][language].format(**values)


def listing(names: list[str], language: ReplyLanguage) -> str:
    """Names in a row: “Alex and Q5”, “Alex、Q5”."""
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(text: str, max_chars: int = 120) -> str:
    """A text in one line, cut with “…” where it is longer."""
    flat = " ".join(text.split())
    return flat if len(flat) <= max_chars else flat[: max_chars - 1] + "…"


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss or m:ss."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
