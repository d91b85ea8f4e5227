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

LIBRARY: _Words = {
    "library": {"en": "Library", "zh": "资料库"},
    "n_transcripts": {"en": "Transcripts: {count}", "zh": "{count} 份文字记录"},
    "n_shown": {"en": "{shown} of {count}", "zh": "{shown} / {count}"},
    "add": {"en": "Add", "zh": "添加"},
    "filter": {"en": "Filter by title, speaker or tag", "zh": "按标题、说话人或标签筛选"},
    "drop": {
        "en": "Drop files or folders here: text, subtitles, Word, JSON, web pages, tables, zip",
        "zh": "把文件或文件夹拖到这里：文本、字幕、Word、JSON、网页、表格、zip",
    },
    "choose_files": {"en": "Choose files", "zh": "选择文件"},
    "choose_folder": {"en": "Choose a folder", "zh": "选择文件夹"},
    "paste": {"en": "Paste text", "zh": "粘贴文字"},
    "paste_info": {"en": "A name and a colon before each turn", "zh": "每段前写名字和冒号"},
    "paste_name": {"en": "Title", "zh": "标题"},
    "tags_for_new": {
        "en": "Tags for what is added, with commas between",
        "zh": "给新添加的加标签，用逗号隔开",
    },
    "web_address": {"en": "Address of a file on the web", "zh": "网上文件的地址"},
    "add_samples": {"en": "Add the sample transcripts", "zh": "添加示例文字记录"},
    "nothing_yet": {
        "en": "There is no transcript yet. Add your own, or begin with the samples.",
        "zh": "还没有文字记录。可以添加自己的，或先用示例。",
    },
    "nothing_passes": {"en": "No transcript passes this filter.", "zh": "没有符合筛选的文字记录。"},
    "title": {"en": "Title", "zh": "标题"},
    "date": {"en": "Date", "zh": "日期"},
    "speakers": {"en": "Speakers", "zh": "说话人"},
    "n_turns": {"en": "Turns", "zh": "段数"},
    "length": {"en": "Length", "zh": "时长"},
    "language": {"en": "Language", "zh": "语言"},
    "n_questions": {"en": "Questions", "zh": "提问"},
    "added_at": {"en": "Added", "zh": "添加时间"},
    "actions": {"en": "Actions", "zh": "操作"},
    "zh": {"en": "Chinese", "zh": "中文"},
    "en": {"en": "English", "zh": "英文"},
    "mixed": {"en": "Mixed", "zh": "混合"},
    "more": {"en": "and {count} more", "zh": "等 {count} 位"},
    "select": {"en": "Select {title}", "zh": "选择 {title}"},
    "select_all": {"en": "Select all that are shown", "zh": "全选"},
    "n_selected": {"en": "{count} selected", "zh": "已选 {count} 份"},
    "edit": {"en": "Title, date, address, tags …", "zh": "标题、日期、地址、标签…"},
    "remove": {"en": "Remove", "zh": "移除"},
    "removed": {"en": "Removed: {title}", "zh": "已移除：{title}"},
    "n_removed": {"en": "{count} removed", "zh": "已移除 {count} 份"},
    "undo": {"en": "Undo", "zh": "撤销"},
    "undone": {"en": "It is as before.", "zh": "已恢复。"},
    "date_info": {"en": "as 2024-05-31; empty for none", "zh": "如 2024-05-31；留空则没有"},
    "url": {"en": "Address of the recording", "zh": "录音的地址"},
    "tags": {"en": "Tags, with commas between", "zh": "标签，用逗号隔开"},
    "tag": {"en": "Tag", "zh": "标签"},
    "tag_selected": {"en": "Give them a tag", "zh": "加标签"},
    "save": {"en": "Save", "zh": "保存"},
    "cancel": {"en": "Cancel", "zh": "取消"},
    "cancel_all": {"en": "Cancel all", "zh": "全部取消"},
    "close": {"en": "Close", "zh": "关闭"},
    "saved": {"en": "Saved", "zh": "已保存"},
    "waiting": {"en": "waiting", "zh": "等待中"},
    "sending": {"en": "sending", "zh": "上传中"},
    "embedding": {"en": "embedding", "zh": "正在向量化"},
    "cancelled": {"en": "cancelled", "zh": "已取消"},
    "all_files": {"en": "{done} of {count} files", "zh": "{done} / {count} 个文件"},
    "was_added": {"en": "{title}: {turns} turns", "zh": "{title}：{turns} 段"},
    "was_there": {"en": "{title} was there already", "zh": "{title} 已经有了"},
    "n_notes": {"en": "{count} lines are not speech", "zh": "{count} 行不是发言"},
    "words_not_read": {
        "en": "{words} words could not be placed",
        "zh": "有 {words} 个词没能归入发言",
    },
    "not_transcript": {"en": "not a transcript: {name}", "zh": "不是文字记录：{name}"},
    "open_it": {"en": "Read it", "zh": "打开"},
    "one_person": {"en": "One person?", "zh": "同一个人？"},
    "one_person_info": {
        "en": "These names may belong together. Once confirmed, either name finds the speaker.",
        "zh": "这些名字可能指同一个人。确认之后，用哪个名字都能找到这位说话人。",
    },
    "same": {"en": "Same person", "zh": "是同一个人"},
    "lost": {"en": "The server does not answer; try again.", "zh": "服务器没有响应，请重试。"},
}

LOOK_UP: _Words = {
    "look_up": {"en": "Look up", "zh": "查词"},
    "term": {"en": "A word or a phrase", "zh": "一个词或一段话"},
    "search": {"en": "Look up", "zh": "查"},
    "lookup_info": {
        "en": "Every place where it is spoken, in order, and who says it how often.",
        "zh": "按顺序列出每一处说到它的地方，以及谁说了多少次。",
    },
    "n_mentions": {
        "en": "Mentions: {count} · transcripts: {transcripts}",
        "zh": "共 {count} 处，在 {transcripts} 份文字记录里",
    },
    "no_mention": {
        "en": "Nobody says “{term}”. A Latin word is found as a whole word only.",
        "zh": "没有人说过“{term}”。拉丁字母的词只按整词查找。",
    },
    "by_speaker": {"en": "By speaker", "zh": "按说话人"},
    "by_transcript": {"en": "By transcript: where they lie", "zh": "按文字记录：分布在哪里"},
    "in_context": {"en": "In context", "zh": "上下文"},
    "without_filter": {"en": "Remove the filter {name}", "zh": "去掉筛选 {name}"},
    "show_more": {"en": "Show {count} more", "zh": "再显示 {count} 处"},
    "mention_at": {"en": "{speaker}, turn {turn}", "zh": "{speaker}，第 {turn} 段"},
}

FIGURES: _Words = {
    "figures": {"en": "Figures", "zh": "统计"},
    "whole_library": {"en": "The whole library", "zh": "整个资料库"},
    "which": {"en": "Transcript", "zh": "文字记录"},
    "show": {"en": "Show", "zh": "查看"},
    "figure_turns": {"en": "Turns", "zh": "段数"},
    "figure_questions": {"en": "Questions", "zh": "提问"},
    "figure_length": {"en": "Length", "zh": "时长"},
    "figure_transcripts": {"en": "Transcripts", "zh": "文字记录"},
    "figure_speakers": {"en": "Who speaks how much", "zh": "谁说了多少"},
    "speaker": {"en": "Speaker", "zh": "说话人"},
    "share": {"en": "Share of the words", "zh": "占全部的比例"},
    "time": {"en": "Time", "zh": "时间"},
    "asked": {"en": "Asks", "zh": "提问次数"},
    "answered": {"en": "Answers", "zh": "回答次数"},
    "strip": {"en": "Who speaks when", "zh": "谁在什么时候说话"},
    "strip_info": {
        "en": "Press a stretch to read it. Below: questions, and their answers under them.",
        "zh": "点击一段即可阅读。下方两行是提问，以及对应的回答。",
    },
    "strips": {"en": "Who speaks when, in each transcript", "zh": "每份文字记录里谁在什么时候说话"},
    "row_questions": {"en": "Questions", "zh": "提问"},
    "row_answers": {"en": "Answers", "zh": "回答"},
    "pairs": {"en": "Who answers whom", "zh": "谁回答谁"},
    "lengths": {"en": "How long the turns are", "zh": "每段有多长"},
    "letters": {
        "en": "letters (a Chinese character counts as three)",
        "zh": "字母数（一个汉字算三个）",
    },
    "minutes": {"en": "minutes", "zh": "分钟"},
    "open_questions": {"en": "Questions that stayed open", "zh": "没有得到回答的问题"},
    "none_open": {"en": "Every question was answered.", "zh": "每个问题都有人回答。"},
    "evaded": {"en": "{speaker} only says: {words}", "zh": "{speaker} 只说：{words}"},
    "and_more": {"en": "and {count} more", "zh": "还有 {count} 个"},
    "nothing_to_count": {
        "en": "There is no transcript yet: add one in the library.",
        "zh": "还没有文字记录：请先在资料库里添加。",
    },
}

CORRECT: _Words = {
    "correct": {"en": "Correct", "zh": "更正"},
    "correct_info": {
        "en": "Press ✎ beside a turn or a speaker.",
        "zh": "点击一段话或说话人旁的 ✎。",
    },
    "correct_turn": {"en": "Correct turn {turn}", "zh": "更正第 {turn} 段"},
    "correct_words": {"en": "Words", "zh": "文字"},
    "save_words": {"en": "Save the words", "zh": "保存文字"},
    "split": {"en": "Split at the cursor", "zh": "在光标处分开"},
    "join": {"en": "Join with the next turn", "zh": "与下一段合并"},
    "who_speaks": {"en": "Who speaks", "zh": "谁在说"},
    "from_turn_to": {"en": "Turn {turn} to", "zh": "第 {turn} 段到第"},
    "move": {"en": "Give to this speaker", "zh": "改为这位说话人"},
    "rename_speaker": {"en": "Rename {speaker}", "zh": "给 {speaker} 改名"},
    "new_name": {"en": "Name", "zh": "名字"},
    "new_name_info": {
        "en": "If somebody is called so already, the two become one person.",
        "zh": "如果已有人叫这个名字，两人将合为一人。",
    },
    "rename": {"en": "Rename", "zh": "改名"},
    "only_in_this": {"en": "in this transcript", "zh": "只在这份文字记录里"},
    "everywhere": {"en": "in all transcripts", "zh": "在所有文字记录里"},
    "what_they_say": {"en": "What they say", "zh": "这位说过的话"},
    "says_nothing": {"en": "There is nothing longer to show.", "zh": "没有更长的话可以显示。"},
    "history": {"en": "History", "zh": "修改记录"},
    "no_changes": {"en": "Nothing was corrected yet.", "zh": "还没有更正过。"},
    "by": {"en": "by {name}", "zh": "由 {name}"},
    "was_undone": {"en": "undone", "zh": "已撤销"},
    "undoing": {"en": "undone: ", "zh": "撤销："},
    "kind_text": {"en": "Words of turn {turn}", "zh": "第 {turn} 段的文字"},
    "kind_speaker": {"en": "Speaker of turn {turn}", "zh": "第 {turn} 段的说话人"},
    "kind_split": {"en": "Turn {turn} was split", "zh": "第 {turn} 段被分开"},
    "kind_join": {"en": "Turns were joined to turn {turn}", "zh": "几段被合并为第 {turn} 段"},
    "kind_details": {"en": "Title, date, address or tags", "zh": "标题、日期、地址或标签"},
    "kind_names": {"en": "Names", "zh": "名字"},
    "kind_remove": {"en": "It was removed or brought back", "zh": "被移除或恢复"},
    "none": {"en": "none", "zh": "无"},
    "corrected": {"en": "Corrected.", "zh": "已更正。"},
    "nothing_to_change": {"en": "That is so already.", "zh": "已经是这样了。"},
    "place_cursor": {
        "en": "Place the cursor where the second part begins.",
        "zh": "请把光标放在后半段开始的位置。",
    },
}

GROUPS: dict[str, _Words] = {
    "reader": READER,
    "correct": CORRECT,
    "library": LIBRARY,
    "look_up": LOOK_UP,
    "figures": FIGURES,
}
# What the scripts of all views say.
_SHARED = {key: LIBRARY[key] for key in ("undo", "undone", "save", "cancel", "close", "lost")}
WORDS: _Words = {key: texts for group in GROUPS.values() for key, texts in group.items()}


def word(key: str, language: ReplyLanguage, **values: object) -> str:
    """One text with its values filled in."""
    return WORDS[key][language].format(**values)


def words_of(group: str, language: ReplyLanguage) -> dict[str, str]:
    """The texts of a view, for its script, with their places for values."""
    return {key: texts[language] for key, texts in (_SHARED | GROUPS[group]).items()}
