"""The words of the views Transcript, Library, Look up and Figures, in English and Chinese.

`ui/labels.py` has those of all faces.
"""

from __future__ import annotations

from ..rag import ReplyLanguage

_Words = dict[str, dict[ReplyLanguage, str]]

READER: _Words = {
    "turns": {"en": "{count} turns", "zh": "{count} 段"},
    "turn": {"en": "turn {turn}", "zh": "第 {turn} 段"},
    "outline": {"en": "Outline", "zh": "提纲"},
    "all_transcripts": {"en": "All transcripts", "zh": "全部文字记录"},
    "find": {"en": "Find in this transcript", "zh": "在这份文字记录里查找"},
    "next": {"en": "Next (Enter)", "zh": "下一处（Enter）"},
    "previous": {"en": "Previous (Shift+Enter)", "zh": "上一处（Shift+Enter）"},
    "who": {"en": "Speakers", "zh": "说话人"},
    "everybody": {"en": "Everybody", "zh": "所有人"},
    "asks": {"en": "asks", "zh": "问"},
    "no_answer": {"en": "no answer", "zh": "没有人回答"},
    "answers_to": {"en": "answers {speaker}", "zh": "回答 {speaker}"},
    "left_out": {
        "en": "and {count} more questions, with shorter answers",
        "zh": "还有 {count} 个问题，回答较短",
    },
    "recording": {"en": "Recording", "zh": "录音"},
    "load_player": {"en": "Play here: loads from {host}", "zh": "在此播放：将从 {host} 加载"},
    "play_from": {"en": "Play from {time}", "zh": "从 {time} 播放"},
    "follow": {"en": "Follow the words", "zh": "跟随播放"},
    "no_play": {
        "en": "It cannot be played here. Open the recording itself.",
        "zh": "这里无法播放，请直接打开录音。",
    },
    "notes": {"en": "Not read as speech ({count})", "zh": "没有读作发言的内容（{count}）"},
    "notes_info": {
        "en": "What stands in the file beside the turns, by its line.",
        "zh": "文件里发言以外的内容，按行号排列。",
    },
    "line": {"en": "line {line}", "zh": "第 {line} 行"},
    "download": {"en": "Download", "zh": "下载"},
    "gone": {
        "en": "This transcript is not in the library (any more).",
        "zh": "资料库里没有这份文字记录（或已移除）。",
    },
    "choose": {
        "en": "Open a citation to read it in its place, or a transcript:",
        "zh": "点开一条引用，就能在原文里读到它；也可以选一份文字记录：",
    },
    "empty": {
        "en": "The library is empty. Add a transcript to read it here.",
        "zh": "资料库是空的。先添加一份文字记录，就能在这里阅读。",
    },
}

WORDS: _Words = {**READER}


def word(key: str, language: ReplyLanguage, **values: object) -> str:
    """One text with its values filled in."""
    return WORDS[key][language].format(**values)
