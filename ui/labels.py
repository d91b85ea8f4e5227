"""The words of the page, in English and Chinese."""

from __future__ import annotations

from ..index.language import ReplyLanguage

LABELS: dict[ReplyLanguage, dict[str, str]] = {
    "en": {
        "tagline": "Ask your transcripts: who said it, word for word, and in answer to what.",
        "chat": "Conversation",
        "ask_placeholder": "Ask in English, 中文, or both …",
        "ask": "Ask",
        "new_chat": "New conversation",
        "speakers": "Only these speakers",
        "transcripts": "Only these transcripts",
        "transcript": "Transcript",
        "add": "Add transcripts",
        "upload": "Drop transcripts here, or click: text, subtitles, Word, JSON, web pages, zip",
        "frame_empty": "Open a citation to read it in its place, or a transcript:",
        "asked": "{asker} asked:",
        "open": "turn {turn} in the transcript",
        "recording": "recording",
        "also_in": "also in: ",
        "related": "Nearest to it, but perhaps about something else:",
        "worded_by": "(Worded by {model}; each sentence was checked against what it cites.)",
        "understood_as": "Understood as: {question}",
        "added": "Added: {title} ({format}, {turns} turns, {notes} notes)",
        "unchanged": "Already there: {title}",
        "skipped": "Not a transcript: {name}",
        "failed": "Could not be added: {error}",
        "reading": "Embedding {title}",
        "aliases": "One person?",
        "aliases_info": "These names may belong together. Confirmed, each finds the same speaker.",
        "same_person": "These are the same person",
        "outline": "Outline ({count})",
        "no_answer": "no answer",
        "left_out": "and {count} more questions, with shorter answers",
        "not_kept": "This answer is not known any more; ask again and judge the new one.",
        "empty": "The library is empty. Add a transcript to ask about it.",
    },
    "zh": {
        "tagline": "向文字记录提问：谁说的、原话是什么、在回答哪个问题。",
        "chat": "对话",
        "ask_placeholder": "用中文、English 或混着问 …",
        "ask": "提问",
        "new_chat": "新对话",
        "speakers": "只看这些说话人",
        "transcripts": "只看这些文字记录",
        "transcript": "原文",
        "add": "添加文字记录",
        "upload": "把文字记录拖到这里，或点击选择：文本、字幕、Word、JSON、网页、zip",
        "frame_empty": "点开一条引用，就能在原文里读到它；也可以选一份文字记录：",
        "asked": "{asker} 问：",
        "open": "原文第 {turn} 段",
        "recording": "录音",
        "also_in": "也在：",
        "related": "最接近的几处，但可能说的是别的事：",
        "worded_by": "（由 {model} 措辞；每句都与所引的原话核对过。）",
        "understood_as": "理解为：{question}",
        "added": "已添加：{title}（{format}，{turns} 段，{notes} 条附注）",
        "unchanged": "已经有了：{title}",
        "skipped": "不是文字记录：{name}",
        "failed": "无法添加：{error}",
        "reading": "正在向量化 {title}",
        "aliases": "同一个人？",
        "aliases_info": "这些名字可能指同一个人。确认之后，用哪个名字都能找到这位说话人。",
        "same_person": "是同一个人",
        "outline": "提纲（{count}）",
        "no_answer": "没有人回答",
        "left_out": "还有 {count} 个问题，回答较短",
        "not_kept": "这个答案已经不在了；请重新提问，再评价新的答案。",
        "empty": "资料库是空的。先添加一份文字记录再提问。",
    },
}


def label(key: str, language: ReplyLanguage, **values: object) -> str:
    """One label with its values filled in."""
    return LABELS[language][key].format(**values)
