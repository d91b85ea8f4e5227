"""The words by which a sentence says that somebody says or asks something, in both languages."""

from __future__ import annotations

import re

from ....index.text.language import UPPER


def _forms(verbs: str) -> str:
    """A pattern of English verbs with their endings."""
    return rf"(?:{'|'.join(verbs.split())})(?:s|es|d|ed)?"


SAY = (
    r"(?:says?|said|thinks?|thought|tells?|told|feels?|felt|finds?|found|sees?|saw|knows?|knew|means?|meant|"
    r"holds?|held|goes|puts?|replies|replied|denies|denied|implies|implied|writes?|wrote|speaks?|spoke|"
    r"specif(?:ies|ied)|clarif(?:ies|ied)|testif(?:y|ies|ied)|worries|worried|admitted|planned|referred|"
    + _forms(
        "state believe explain claim argue mention note add answer respond report describe suggest"
        " recommend warn admit agree disagree emphasize emphasise stress conclude remark observe"
        " hope expect want prefer like love dislike hate fear doubt plan intend consider assert"
        " maintain insist confirm reveal point talk declare announce predict propose advise"
        " call compare estimate recall remember regard view express share discus discuss highlight"
        " acknowledge assume guess promise support oppose reject recount complain lament joke"
        " caution allege concede contend comment exclaim boast urge quip cite summarize summarise"
        " narrate retort reflect speculate refer"
    )
    + ")"
)
# What “by Eve” behind it makes hers, and what a person does whom a sentence calls “the board”.
UTTER = (
    r"(?:says?|said|tells?|told|writes?|wrote|written|denied|denies|admitted|testified|"
    + _forms("state explain claim argue mention note report describe suggest admit allege quote")
    + ")"
)
ASK = rf"(?:{_forms('ask wonder inquire enquire question')}|wants? to know|wanted to know)"
ADVERB = (
    r"(?:both|all|each|out|also|then|further|later|once|again|just|only|even|still|ever|never|not|n't|and|has|had|have|is|was|"
    r"did|does|do|didn['’]t|doesn['’]t|don['’]t|would|could|can|will|himself|herself|\w+ly|\([^()]*\))"
)
SAY_ZH = (
    r"(?:说(?![明服法不])|表示|认为|觉得|提到|指出|回答|解释|称(?!为)|讲(?!座)|谈到|谈及|强调|补充|建议|承认|介绍|告诉|回应|"
    r"透露|坦言|推荐|希望|相信|主张|声称|直言|感到|打算|计划|想要|喜欢|支持|反对|担心|预计|看好|同意|否认|描述|总结|预测|估计)"
)
UTTER_ZH = (
    r"(?:说(?![明服法不])|表示|认为|觉得|提到|指出|回答|解释|称(?!为)|谈到|强调|透露|坦言|声称|直言|承认|告诉"
    r"|否认)"
)
ASK_ZH = r"(?:问(?!题)|提问|询问|追问|想知道)"
ADVERB_ZH = (
    r"(?:也|还|则|就|都|曾|曾经|再次|明确|进一步|随后|接着|并|又|自己|没有|不|从未|主要|同时|之后"
    r"|后来|最后)"
)
HONORIFICS_ZH = ("博士", "老师", "先生", "女士", "教授", "总")
HONORIFIC_ZH = f"(?:{'|'.join(HONORIFICS_ZH)})?"
NAMED_NOUN = (
    r"(?:views?|opinions?|answers?|points?|arguments?|claims?|position|take|words|advice|suggestions?|"
    r"recommendations?|explanations?|statements?|thoughts?|beliefs?)"
)
NAMED_NOUN_ZH = r"(?:看法|观点|意见|回答|说法|建议|解释|想法|主张|态度)"
PRONOUN = r"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey)\b|[他她]们?)"
GUEST = r"(?:\b[Tt]he (?:guest|speaker|interviewee|respondent|answer)\b|嘉宾|受访者|讲者|发言者)"
HOST = (
    r"(?:\b[Tt]he (?:host|interviewer|moderator|audience(?: member)?|asker|questioner|reporter"
    r"|journalist)\b|主持人|提问者|采访者|观众|听众|记者)"
)
CAPITALISED = rf"(?:\b[{UPPER}][\w'’.-]*\w(?: [{UPPER}][\w'’.-]*\w){{0,3}}|\b[{UPPER}]\b)"
TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Prof|Professor|Sir)\b\.?\s+)"
SOMEBODY_ZH = "(?:有人|人们|大家|专家|员工|同事|领导|老板|朋友|同学|客户|用户)"
# “The board says …”; what a sentence calls the transcript is nobody.
SOMEBODY = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Aa]ll|[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s+(?:[a-z-]+\s+)?"
    r"(?!(?:text|transcript|source|passage|document|interview|talk|conversation|guest|speaker"
    r"|interviewee|respondent|answer|quote|host|interviewer|moderator|audience|member|asker"
    r"|questioner|reporter|journalist)\b)[a-z-]+"
)
# Capitalised because they begin a sentence.
OPENINGS = frozenset(
    "however but and or then also in on at later here there when while although though as so yet"
    " both finally first second third overall meanwhile additionally moreover furthermore the a an"
    " this that these those it its his her their for from with after before if because since what"
    " which who where how why yes no not instead thus therefore i we you".split()
)
TELLS = re.compile(rf"\b(?:{SAY}|{ASK}|according to)\b|{SAY_ZH}|{ASK_ZH}|据", re.IGNORECASE)
# What a thing may do, too: “PyTorch supports CUDA”, “Oslo sees little sun”.
ATTITUDE = re.compile(
    r"(?:finds?|found|sees?|saw|means?|meant|holds?|held|goes|puts?|implies|implied|planned|knows?|knew"
    r"|feels?|felt|"
    + _forms(
        "respond expect want prefer like love hate fear plan hope intend consider maintain confirm"
        " reveal point propose call compare recall regard view express share highlight guess"
        " promise support oppose reject boast refer reflect"
    )
    + r")$|(?:介绍|补充|回应|推荐|希望|打算|计划|想要|喜欢|支持|反对|担心|感到|预计|看好)$"
)
