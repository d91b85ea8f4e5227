"""Rules for who will do something: which questions ask it, and which turns need somebody."""

from __future__ import annotations

from .rule import Rule

WHO_WILL = Rule(
    "wants who will do something, or does it",
    r"\bwho(?:['’]s| is| are) (?:going to|gonna|\w+ing)\b"
    r"|\bwho(?:['’]ll| will| can| could| should| has to| needs to| must|['’]s supposed to"
    r"| is supposed to| takes| brings| gets| sends| writes| does| handles| organi[sz]es| books"
    r"| calls| prepares| makes| buys| looks)\b|^[^了过]*谁(?!说|的)[^了过]*$",
    (
        "who will get Mia a phone",
        "who's going to write the report?",
        "who brings the chairs",
        "who is sending the invoice",
        "文案谁写",
        "谁来接他们",
    ),
    ("who wrote it?", "who was there", "谁迟到了", "谁说要搬家", "whose idea is it"),
)
NEEDS_SOMEBODY = Rule(
    "says that something is needed, or asks or hopes for somebody who does it",
    r"\b(?:if|needs?|someone|somebody|anyone|anybody|who|could you|can you|would be (?:good|nice"
    r"|lovely|great)|should|missing|don['’]t have|haven['’]t got)\b"
    r"|如果|要是|谁|有没有人|需要|有人|能不能|缺|还差|没有人|最好",
    (
        "If somebody gets me one.",
        "We need a driver.",
        "It would be lovely to have cake.",
        "如果 Hafiz 能給文案",
        "有沒有人懂設計",
        "還差一個司機",
    ),
    ("The van is blue.", "We sold it.", "车是蓝色的"),
)
OFFERS_IT = Rule(
    "offers to do what was just said to be needed",
    r"\bi(?:['’]ll| will| can| could)\s+(?:(?:just|also|happily|gladly|probably|easily)\s+)*"
    r"(?!see\b|be\b(?! there| here)|say\b|tell you\b|give you an\b|think\b|have\b|need\b|not\b"
    r"|never\b|only\b|imagine\b|hear\b|understand\b|remember\b|live\b)\w+"
    r"|\blet me (?:do|take|handle|get|write|ask|check|bring|call|send|look)\b"
    r"|\b(?:leave (?:it|that) (?:to|with) me|count me in|i['’]m on it|i volunteer)\b"
    r"|(?<!让)我(?:这边|自己)?(?:来|去|可以|能)(?!说|看|讲|想|理解|接受|不)|交给我|包在我身上|我(?:会|负责)",
    (
        "I'll courier one to you today.",
        "I can bring mine.",
        "I can be there at seven.",
        "Let me call them.",
        "我来写吧",
        "這個交給我",
        "我可以帮忙",
    ),
    ("I'll see.", "I can imagine.", "I will not.", "我可以理解", "让我来说"),
)
