"""The sentences around the speakers' own words, in the language of the answer."""

from __future__ import annotations

from ...index.text.language import ReplyLanguage, without_other_scripts
from ..understanding.query import Query

MESSAGES: dict[str, dict[ReplyLanguage, str]] = {
    "answering": {"en": "{speaker}, answering {asker}:", "zh": "{speaker} 回答 {asker}："},
    "saying": {"en": "{speaker}:", "zh": "{speaker}："},
    "asking": {"en": "{speaker} asked:", "zh": "{speaker} 问："},
    "according_to": {"en": "According to {speaker}: ", "zh": "据{speaker}说："},
    "with_comma": {"en": "{first}, {second}", "zh": "{first}，{second}"},
    "small_talk": {
        "en": "Ask what was said in these transcripts, and I quote who said it: “What did Ann say "
        "about costs?”, “Summarize the meeting”, “Who took part?”, “What was agreed?”.",
        "zh": "可以问这些文字记录里说过的话，我会引用是谁说的：“安怎么看成本？”“总结一下会议”"
        "“有哪些人参加？”“定了什么？”。",
    },
    "more_questions": {
        "en": "({count} more; the outline lists them.)",
        "zh": "（还有 {count} 个，提纲里都有。）",
    },
    # comparisons
    "side": {"en": "{side} –", "zh": "{side} ——"},
    "side_missing": {
        "en": "Nothing was found on this side.",
        "zh": "这一边没有找到。",
    },
    # facts of a talk itself
    "talk_participants": {
        "en": "Speakers in {title}: {count} ({names}).",
        "zh": "{title}里有 {count} 人发言：{names}。",
    },
    "talk_hosts": {
        "en": "In {title} {names} asked the questions.",
        "zh": "{title}里提问的是{names}。",
    },
    "talk_guests": {"en": "The guest in {title} is {names}.", "zh": "{title}的嘉宾是{names}。"},
    "talk_speaker": {
        "en": "- {speaker}{role}, {turns} turns, {share} % of the words",
        "zh": "- {speaker}{role}，{turns} 段，占 {share}%",
    },
    "talk_speaker_of_one": {
        "en": "- {speaker}{role}, {turns} turn, {share} % of the words",
        "zh": "- {speaker}{role}，只有 {turns} 段，占 {share}%",
    },
    "talk_host": {"en": " (asks)", "zh": "（提问）"},
    "talk_guest": {"en": " (guest)", "zh": "（嘉宾）"},
    "talk_audience": {"en": " (audience)", "zh": "（听众）"},
    "talk_no_role": {"en": "", "zh": ""},
    "talk_noted": {"en": "The file also says “{note}”.", "zh": "文件里还写着“{note}”。"},
    "talk_most": {
        "en": "{speaker} spoke most in {title}, {share} % of the words in {turns} turns.",
        "zh": "{title}里说得最多的是 {speaker}，{turns} 段，占 {share}%。",
    },
    "talk_turns": {"en": "Turns in {title}: {count}.", "zh": "{title}有 {count} 段发言。"},
    "talk_turns_of": {
        "en": "Turns of {speaker} in {title}: {count}.",
        "zh": "{speaker} 在{title}里发言 {count} 段。",
    },
    "talk_questions": {
        "en": "Questions asked in {title}: {count}.",
        "zh": "{title}里问了 {count} 个问题。",
    },
    "talk_asker": {"en": "- {speaker} asks {count}", "zh": "- {speaker} 问了 {count} 个"},
    "talk_date": {
        "en": "{title} is dated {date} ({in_words}).",
        "zh": "{title}的日期是 {date}（{in_words}）。",
    },
    "talk_no_date": {
        "en": "The file of {title} has no date; turnwise edit gives it one.",
        "zh": "{title}的文件里没有日期；可以用 turnwise edit 补上。",
    },
    "talk_duration": {
        "en": "{title} lasts about {minutes} ({start} to {end}).",
        "zh": "{title}大约有 {minutes}（{start} 到 {end}）。",
    },
    "talk_noted_times": {
        "en": "The file of {title} says {times}, which is {minutes}.",
        "zh": "{title}的文件里写的时间是 {times}，共 {minutes}。",
    },
    "talk_no_duration": {
        "en": "The file of {title} has no times, so it does not tell how long the talk is.",
        "zh": "{title}的文件里没有时间，所以看不出有多长。",
    },
    "hours": {"en": "{count} h", "zh": "{count} 小时"},
    "minutes": {"en": "{count} minutes", "zh": "{count} 分钟"},
    "seconds": {"en": "{count} seconds", "zh": "{count} 秒"},
    "talk_title": {"en": "The title is {title}.", "zh": "标题是{title}。"},
    "talk_url": {"en": "The recording of {title} is at {url}.", "zh": "{title}的录音在 {url}。"},
    "talk_file": {
        "en": "{title} was read from the file {file}.",
        "zh": "{title}是从文件 {file} 读入的。",
    },
    "talk_no_source": {
        "en": "Neither a file nor a recording is known of {title}.",
        "zh": "不知道{title}的文件和录音在哪里。",
    },
    "talk_line": {"en": "- {title} · {about}", "zh": "- {title} · {about}"},
    "talk_more": {
        "en": "(And {count} more; name a title or a date to choose.)",
        "zh": "（另外还有 {count} 份；可以说出标题或日期来选。）",
    },
    "talk_all_transcripts": {
        "en": "Transcripts to ask about: {count}.",
        "zh": "资料库里可以问的文字记录有 {count} 份。",
    },
    "talk_all_speakers": {
        "en": "Speakers in these {talks} transcripts: {count}.",
        "zh": "这 {talks} 份文字记录里一共有 {count} 人发言。",
    },
    "talk_all_turns": {
        "en": "Turns in these {talks} transcripts: {count}.",
        "zh": "这 {talks} 份文字记录一共有 {count} 段发言。",
    },
    "talk_all_questions": {
        "en": "Questions asked in these {talks} transcripts: {count}.",
        "zh": "这 {talks} 份文字记录里一共问了 {count} 个问题。",
    },
    "all_said": {
        "en": "All that was said, in order:",
        "zh": "按先后顺序，说过的话如下：",
    },
    "no_subject": {
        "en": "The question names no subject to look for in {scope}. Name one, such as a word that "
        "was said; the outline of a transcript shows what was asked.",
        "zh": "这个问题没有说要在{scope}里找什么。请说出要找的内容，例如一个词；"
        "文字记录的提纲里有问过的问题。",
    },
    "quote": {"en": "“{quote}” [{n}]", "zh": "“{quote}” [{n}]"},
    "nobody": {
        "en": "Found nothing about this in {scope}.",
        "zh": "在{scope}里没有找到谈到这一点的话。",
    },
    "no_share": {
        "en": "In {scope}, nobody names a share for this.",
        "zh": "{scope}里没有人说出比例。",
    },
    "no_amount": {
        "en": "In {scope}, nobody names an amount for this.",
        "zh": "{scope}里没有人说出金额。",
    },
    "no_duration": {
        "en": "In {scope}, nobody says how long.",
        "zh": "{scope}里没有人说出多长时间。",
    },
    "no_name": {
        "en": "In {scope}, nobody says the name.",
        "zh": "{scope}里没有人说出名字。",
    },
    "no_year": {
        "en": "In {scope}, nobody says in which year.",
        "zh": "{scope}里没有人说出是哪一年。",
    },
    "no_date": {
        "en": "In {scope}, nobody says when.",
        "zh": "{scope}里没有人说出时间。",
    },
    "no_people": {
        "en": "In {scope}, nobody says how many people.",
        "zh": "{scope}里没有人说出人数。",
    },
    "no_number": {
        "en": "In {scope}, nobody names a number for this.",
        "zh": "{scope}里没有人说出数字。",
    },
    "no_person": {
        "en": "In {scope}, it is left open who.",
        "zh": "{scope}里没有说定是谁。",
    },
    "no_reason": {
        "en": "In {scope}, nobody gives a reason.",
        "zh": "{scope}里没有人说出原因。",
    },
    "no_place": {
        "en": "In {scope}, it is left open where.",
        "zh": "{scope}里没有说定在哪里。",
    },
    "nearest": {
        "en": "Nearest to it, perhaps about something else:",
        "zh": "最接近的几处，可能说的是别的事：",
    },
    "near": {"en": "- {speaker}, {place}: “{words}”", "zh": "- {speaker}，{place}：“{words}”"},
    "ask_otherwise": {
        "en": "Try a word that was said, or somebody’s name ({names}); the outline lists what was "
        "asked.",
        "zh": "可以换一个说过的词，或者加上人名（{names}）；提纲里有问过的问题。",
    },
    "ask_otherwise_of_several": {
        "en": "Try a word that was said, or somebody’s name ({names}).",
        "zh": "可以换一个说过的词，或者加上人名（{names}）。",
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
    "other_script": {
        "en": "(Words in other than Latin or Chinese letters are only found as they are written.)",
        "zh": "（拉丁字母和汉字以外的词，只能按原样查找。）",
    },
    "only_like_it": {
        "en": "(Not said in so many words; this comes nearest.)",
        "zh": "（没有直接说到这一点的话；以下最接近。）",
    },
    "no_such_speaker": {
        "en": "(Nobody called “{name}” speaks in these transcripts.)",
        "zh": "（这些文字记录里没有叫“{name}”的说话人。）",
    },
    "like_nobody": {
        "en": "(Nobody called “{name}” speaks in these transcripts; did you mean {like}?)",
        "zh": "（这些文字记录里没有叫“{name}”的说话人；您是指 {like} 吗？）",
    },
    "model_failed": {
        "en": "(No answer by the language model: {problem}. This is what the speakers said.)",
        "zh": "（语言模型没有给出回答：{problem}。以下是说话人的原话。）",
    },
    "model_unchecked": {
        "en": "(The transcripts support nothing that the language model wrote. This is what the "
        "speakers said.)",
        "zh": "（语言模型写的话在文字记录里都得不到印证。以下是说话人的原话。）",
    },
    "model_no_answer": {
        "en": "(The language model finds no answer in what the speakers said; this comes nearest.)",
        "zh": "（语言模型认为这些话没有回答这个问题；以下是最接近的原话。）",
    },
    "model_left_out": {
        "en": "(Sentences of the language model left out, since the transcripts do not support "
        "them: {count}.)",
        "zh": "（语言模型有 {count} 句话在文字记录里得不到印证，已略去。）",
    },
    "model_read": {
        "en": "(The language model read {used} of the {count} places found; its context holds no "
        "more.)",
        "zh": "（找到 {count} 处，语言模型只读了前 {used} 处，再多就放不下了。）",
    },
    "model_broke_off": {
        "en": "(The language model broke off: {problem}.)",
        "zh": "（语言模型中途停了：{problem}。）",
    },
    # -- answers about a whole talk
    "overview": {
        "en": "{title}{date}, {count} turns, with {people}:",
        "zh": "{title}{date}，共 {count} 段，发言人：{people}。",
    },
    "overviews": {
        "en": "{shown} of {count} transcripts, a line on each:",
        "zh": "{count} 份文字记录中的 {shown} 份，各一句：",
    },
    "name_one": {
        "en": "For more, name one, for example: summarize “{title}”",
        "zh": "想看更多，请说出其中一份，例如：总结《{title}》",
    },
    "of_some": {
        "en": "(In {shown} of {count} transcripts. For all of one, name it: … in “{title}”)",
        "zh": "（{count} 份文字记录中的 {shown} 份。想看其中一份的全部，请说出它：……《{title}》）",
    },
    "asked_then": {"en": "{asker} asked “{asked}” {line}", "zh": "{asker} 问“{asked}” {line}"},
    "said": {"en": "{speaker}: {quote}", "zh": "{speaker}：{quote}"},
    "turns": {"en": "turns {turns}", "zh": "第 {turns} 段"},
    "of_talk": {"en": "“{title}”:", "zh": "《{title}》："},
    "item": {"en": "- {who}: {quote}", "zh": "- {who}：{quote}"},
    "asked_by": {"en": "{who} (asked by {speaker})", "zh": "{who}（{speaker} 提出）"},
    "tasks": {"en": "Promised or asked for:", "zh": "答应或要求做的事："},
    "decisions": {"en": "What was decided:", "zh": "会上这样决定："},
    "open_questions": {
        "en": "Asked without an answer, or said to be open:",
        "zh": "没有得到回答，或说还没定的：",
    },
    "advice": {"en": "What was recommended:", "zh": "提出的建议："},
    "spoke_of_it": {"en": "These people spoke of it:", "zh": "谈到这一点的人："},
    "places": {"en": "What was said of it:", "zh": "有关的话："},
    # -- names of places
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
    return MESSAGES[key][language].format(**values)


def with_notices(text: str, query: Query) -> str:
    """Put notices above an answer: names and titles that are unknown, words that cannot be read."""
    notes: list[str] = []
    if query.where.missing:
        notes.append(message("missing", query.language, missing=query.where.missing))
    if query.whose.unknown_name and query.whose.similar_name:
        values = {"name": query.whose.unknown_name, "like": query.whose.similar_name}
        notes.append(message("like_nobody", query.language, **values))
    elif query.whose.unknown_name:
        notes.append(message("no_such_speaker", query.language, name=query.whose.unknown_name))
    if without_other_scripts(query.look_for.text) != query.look_for.text:
        notes.append(message("other_script", query.language))
    return "\n\n".join([*notes, text])


def listing(names: list[str], language: ReplyLanguage) -> str:
    """Join names: “Alex and Q5”, “Alex、Q5”."""
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(text: str, max_chars: int = 120) -> str:
    """Put a text on one line, and cut it with “…” if it is longer than `max_chars`."""
    flat = " ".join(text.split())
    return flat if len(flat) <= max_chars else flat[: max_chars - 1] + "…"
