"""Two meetings, made up: one in English, one in Chinese."""

from __future__ import annotations

from turnwise.index.transcript import Transcript, Turn


def _transcript(*turns: tuple[str, str], title: str, date: str) -> Transcript:
    numbered = (Turn(n, speaker, text) for n, (speaker, text) in enumerate(turns, start=1))
    return Transcript(title, tuple(numbered), date=date)


FAIR = _transcript(
    ("Priya", "Okay, this is the planning meeting for the spring fair. Three topics: the map, the food and the budget."),
    ("Tom", "The paper map took us two weeks last year. I think we should only have the online one."),
    ("Lena", "Older visitors want paper. Marcus from the library said so as well."),
    ("Tom", "Fine by me, if I don't have to fold it."),
    ("Priya", "Good. So we do a one-page paper map, and no folding. Tom, can you finish the draft by Friday?"),
    ("Tom", "Sure, Friday works."),
    ("Lena", "And who talks to the printer?"),
    ("Priya", "Could you do that, Lena? Ask them for two hundred copies."),
    ("Lena", "Yes, I'll call them tomorrow morning."),
    ("Priya", "Food. We had three stalls last year and it was too few."),
    ("Lena", "I'd love five, but the square only has power for four."),
    ("Tom", "Is the city going to give us another power line?"),
    ("Priya", "I don't know yet. They said they would write back next week."),
    ("Lena", "Then let's plan for four and leave the fifth open."),
    ("Priya", "Agreed. Four stalls for now."),
    ("Tom", "What about the budget? Did the bank say something?"),
    ("Priya", "The bank gives us eight hundred euros. I will send you all the numbers tonight."),
    ("Tom", "Nobody has time for the raffle. Let's drop it this year."),
    ("Priya", "Okay, no raffle. Anything else?"),
    ("Priya", "So: Tom finishes the map draft by Friday, Lena calls the printer, I send the numbers."),
    title="Spring fair",
    date="2026-03-02",
)  # fmt: skip
WEEKLY = _transcript(
    ("林晓雯", "大家好，今天先过上周的进展，再定发布的时间。"),
    ("何志远", "索引重建周一晚上跑完了，一共一千二百万条记录，用了六个半小时。"),
    ("苏敏", "新的排序模型主要是长问题变好了，短问题基本持平，标注数据太少。"),
    ("林晓雯", "法务那边谁来联系？"),
    ("唐可", "我来联系吧，明天就去找法务的周姐。"),
    ("方浩", "手机上要不要也显示段落？屏幕太窄了，我不知道怎么放。"),
    ("林晓雯", "这个先放一放，等产品那边的意见，下次再议。"),
    ("唐可", "权限检查是在结果出来以后做的，没有权限的人也能看到标题。"),
    ("林晓雯", "那我们决定：权限过滤没有做完之前，法务的数据源不上线。"),
    ("何志远", "可以。我下周一之前给出一个压测的结果。"),
    ("林晓雯", "下半年要多少 GPU，苏敏你有数吗？"),
    ("苏敏", "我现在也没有数，要等训练方案定下来。"),
    ("林晓雯", "好，会议纪要我晚上发到群里。"),
    title="检索平台周会",
    date="2026-05-13",
)  # fmt: skip
