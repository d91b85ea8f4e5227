"""What shows in a sentence that something is recommended."""

from __future__ import annotations

from ..rule import Rule

RECOMMENDS = Rule(
    "recommends something in so many words",
    r"\b(?:i|we)(?:['’]d| would|['’]ll)? (?:really |strongly |highly |always |also "
    r"|just )*(?:recommend|suggest|propose|advise|encourage|urge)\b|\b(?:my|our|one|the (?:best"
    r"|first|biggest|only)) (?:advice|recommendation|suggestion|proposal|tip)s?\b"
    r"|建议(?!书)|提议|推荐|忠告|奉劝",
    ("I would recommend CUDA.", "My advice is to wait.", "建議先看文件"),
    ("He waited.", "我看了文件", "You should try it."),
)
ADVISES = Rule(
    "says what would be good to do",
    r"\b(?:you|people|everyone|we|they|teams?|companies|somebody|beginners) (?:really "
    r"|probably |definitely |just |always )*(?:should|ought to|need to|must"
    r"|have to)\b(?! be (?:a|the)\b)|\b(?:i|we) think (?:you|we|people|they) should\b"
    r"|\b(?:why don['’]t|why not) (?:you|we)\b|\bhow about\b|\bwhat if we\b"
    r"|\b(?:it['’]s|it is|it would be|maybe|may be|might be) (?:also )?(?:better|best|worth"
    r"|a good idea|important|interesting|helpful) (?:to|\w+ing)\b|\bworth (?:considering"
    r"|looking|trying|following|reading|checking)\b|\byou (?:can|could|may|might) (?:also "
    r"|just |always |maybe )*(?:try|start|use|look|talk|go|read|check|focus|consider|want to)\b"
    r"|\bconsider \w+ing\b|^\W*(?:so |and |just |always |never )*(?:start with|try|check out"
    r"|have a look at|take a look at|let['’]?s) \w+|\bif i were you\b"
    r"|(?:大家|你们?|我们|他们|政府|公司|学校|同学)[^,。?]{0,4}(?:应该|最好|必须)"
    r"|最好(?!的)|不妨|要记得|千万|可以(?:考虑|试|先|多|尝试)|希望(?:大家|你|政府|未来)|何不"
    r"|要不(?:我们|就)|值得(?!一提)",
    (
        "You should try it.",
        "Let's ask the city.",
        "It is worth trying.",
        "大家可以考慮",
        "你們最好先看文件",
    ),
    ("He waited.", "我看了文件", "最好的框架", "这应该是对的"),
)
