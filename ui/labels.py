"""The faces' own words: a table with an English and a Chinese text for each key.

The sentences of answers, which every face shows, are `rag/answers/messages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..rag import ReplyLanguage
from .chat_labels import CHAT_LABELS

_CHOSEN = re.compile(r"(?:^|;\s*)turnwise_language=(en|zh)\b")  # the page's cookie

_OF_ALL: dict[str, dict[ReplyLanguage, str]] = {
    "tagline": {
        "en": "Ask your transcripts: who said it, word for word, and in answer to what.",
        "zh": "向文字记录提问：谁说的、原话是什么、在回答哪个问题。",
    },
    "library": {"en": "Library", "zh": "资料库"},
    "look_up": {"en": "Look up", "zh": "查词"},
    "figures": {"en": "Figures", "zh": "统计"},
    "this_language": {"en": "English", "zh": "中文"},
    "switch_theme": {"en": "Switch between light and dark", "zh": "切换浅色和深色"},
    "close_reader": {"en": "Back", "zh": "返回"},
    "chat": {"en": "Conversation", "zh": "对话"},
    "ask_placeholder": {
        "en": "Ask in English, 中文, or both …",
        "zh": "用中文、English 或混着问 …",
    },
    "ask": {"en": "Ask", "zh": "提问"},
    "new_chat": {"en": "New conversation", "zh": "新对话"},
    "speakers": {"en": "Only these speakers", "zh": "只看这些说话人"},
    "transcripts": {"en": "Only these transcripts", "zh": "只看这些文字记录"},
    "transcript": {"en": "Transcript", "zh": "原文"},
    "add": {"en": "Add transcripts", "zh": "添加文字记录"},
    "upload": {
        "en": "Drop transcripts here, or click: text, subtitles, Word, JSON, web pages, zip",
        "zh": "把文字记录拖到这里，或点击选择：文本、字幕、Word、JSON、网页、zip",
    },
    "open": {"en": "turn {turn} in the transcript", "zh": "原文第 {turn} 段"},
    "recording": {"en": "recording", "zh": "录音"},
    "also_in": {"en": "also in: ", "zh": "也在："},
    "related": {
        "en": "Nearest to it, but perhaps about something else:",
        "zh": "最接近的几处，但可能说的是别的事：",
    },
    "worded_by": {
        "en": "(Worded by {model}; each sentence was checked against what it cites.)",
        "zh": "（由 {model} 措辞；每句都与所引的原话核对过。）",
    },
    "looked_up": {"en": "Looked up: {steps}", "zh": "查过：{steps}"},
    "understood_as": {"en": "Understood as: {question}", "zh": "理解为：{question}"},
    "added": {
        "en": "Added: {title} ({format}, {turns} turns, {notes} notes)",
        "zh": "已添加：{title}（{format}，{turns} 段，{notes} 条附注）",
    },
    "unchanged": {"en": "Already there: {title}", "zh": "已经有了：{title}"},
    "skipped": {"en": "Not a transcript: {name}", "zh": "不是文字记录：{name}"},
    "failed": {"en": "Could not be added: {error}", "zh": "无法添加：{error}"},
    "reading": {"en": "Embedding {title}", "zh": "正在向量化 {title}"},
    "title": {"en": "Title", "zh": "标题"},
    "date": {"en": "Date", "zh": "日期"},
    "who_speaks": {"en": "Speakers", "zh": "说话人"},
    "save": {"en": "Save", "zh": "保存"},
    "saved": {"en": "Saved: {title}", "zh": "已保存：{title}"},
    "aliases": {"en": "One person?", "zh": "同一个人？"},
    "outline": {"en": "Outline ({count})", "zh": "提纲（{count}）"},
    "no_answer": {"en": "no answer", "zh": "没有人回答"},
    "left_out": {
        "en": "and {count} more questions, with shorter answers",
        "zh": "还有 {count} 个问题，回答较短",
    },
    "empty": {
        "en": "The library is empty. Add a transcript to ask about it.",
        "zh": "资料库是空的。先添加一份文字记录再提问。",
    },
}
LABELS = _OF_ALL | CHAT_LABELS


def label(key: str, language: ReplyLanguage, **values: object) -> str:
    """One label with its values filled in."""
    return LABELS[key][language].format(**values)


def preferred_language(headers: Mapping[str, str]) -> ReplyLanguage:
    """The language chosen on the page, else Chinese if the browser prefers it."""
    if chosen := _CHOSEN.search(headers.get("cookie", "")):
        return "zh" if chosen[1] == "zh" else "en"
    preferred = headers.get("accept-language", "")
    return "zh" if preferred.lower().startswith("zh") else "en"
