"""Rules for the type of an answer: which kind of words must stand in a sentence that answers."""

from __future__ import annotations

from ..query import AnswerType
from .rule import Rule
from .vocabulary import HOW_MANY_ZH

_NUMBERED_ZH = "[个年岁次天月点位家种周届组项条台份篇页级名场间所辆支部只张层步轮倍成档集期度块]"
_MONEY = (
    r"(?:cost|price|pay|paid|spend|spent|budget|salar|earn|rais|fund|fee|worth|charge|rent|expens"
    r"|money|invest|revenue|fine|sell for|sold for|donat|grant|stolen"
    r"|steal|stole|lost|lose|owe|debt)"
)
_MONEY_ZH = (
    "(?:钱|资金|经费|预算|费用?|薪水?|赚|工资|价格?|收入|融资|投资|花了?|罚款?|成本|租金|营收|补助)"
)

# In order: the first rule that holds for a question decides.
ANSWER_TYPES: dict[AnswerType, Rule] = {
    "share": Rule(
        "asks for a share of a whole",
        r"\b(?:what|which)(?:['’]s| is| was)?(?: the)? (?:percentage|percent|share|proportion"
        r"|fraction|rate)\b|^\W*(?:the )?(?:percentage|share|proportion|fraction) of\b"
        r"|\bhow many percent\b|百分之(?:几|多少)|(?:比例|占比|比率|几率|概率)(?:是|有"
        "|达)?(?:多少|多高|几)"
        "|几成|多少(?:个)?百分|几个百分点",
        (
            "What percentage of users pay?",
            "share of packs sent back",
            "比例是多少",
            "能抓到幾成",
            "百分之几的人",
        ),
        ("how many users pay?", "成功了几次", "did he get a share of the money"),
    ),
    "amount": Rule(
        "asks for an amount of money",
        rf"\bhow much (?:money|funding)\b|\bhow much\b.*\b{_MONEY}|\b{_MONEY}\w* how much\b"
        rf"|\b(?:what|which)(?:'s| is| was| were| are)? (?:\w+ ){{0,4}}(?:price|cost|budget"
        r"|salary|fee|revenue)\b"
        r"|多少(?:钱|资金|经费|预算|费用|薪水|薪资|工资|津贴|补贴|奖金|学费|租金|元|块|美金"
        r"|美元|台币|投资)"
        f"|{_MONEY_ZH}[^,。?]{{0,6}}?(?:是|要|花|为|有|到|了)?多少(?![个人次位家种天年小时分月])"
        "|花(?:了|费)?多少(?![时人个天分小年月])|多贵"
        r"|^(?!.*(?:为什么|怎么|如何|什么|谁|哪|吗)).{1,20}(?:报价|单价|价格|售价|租金|月租|工资|薪水|押金|手续费)"
        r"(?:呢)?\W*$",
        (
            "how much did the website cost",
            "How much money did they raise?",
            "what is the price of Papyrus",
            "一台要多少錢",
            "綠能建設的預算是多少",
            "手续费多少",
            "丰塔一台报价",
            "一个月给多少薪水",
        ),
        (
            "how much do you like it",
            "how much water",
            "花了多少时间",
            "钱怎么花",
            "他怎么看报价",
            "the cost of it",
        ),
    ),
    "duration": Rule(
        "asks for a span of time",
        r"\bhow (?:long(?! (?:is|are) (?:the|this|your) (?:rope|list|book|text|line))"
        r"|many (?:seconds|minutes|hours|days|weeks|months|years)|much time)\b"
        "|多久(?!以前)|多长时间|多少(?:时间|小时|分钟|天(?!气)|年|个?月)"
        "|(?<![这那近前后过好十])几(?:个)?(?:小时|分钟"
        "|天|周|星期|礼拜|月(?!几)|年)(?!前)",
        (
            "How long did Caffe take?",
            "how many hours a day",
            "整个的过程你大概做了多久",
            "用了几天",
            "花了多少时间",
        ),
        ("how many people", "how old is it", "几点开始", "几号"),
    ),
    "year": Rule(
        "asks for a year",
        r"\b(?:what|which) year\b|哪一?年|民国几年",
        ("in which year did he join", "哪一年通過的", "是哪年的事"),
        ("how many years", "年年都有", "what did he do that year", "几年"),
    ),
    "date": Rule(
        "asks for a point in time",
        r"^\W*(?:(?:and|but|so)\W+)?(?:since |until |till |from |by )?when\b"
        r"|\b(?:what|which) (?:month|day|date|time|week|quarter|weekday)\b|\bhow (?:soon"
        r"|long ago)\b"
        "|什么时候|什么时间|何时|哪一?[天日]|哪个(?:月|星期|季度|礼拜)|几月|几[号点]|星期几"
        "|周几|礼拜几|多久以前|几年前",
        (
            "when would Eve be on site",
            "Since when has she worked there?",
            "what day is it",
            "什麼時候上線",
            "几号发布",
        ),
        ("what did he say when they met", "how long", "那时候怎么样", "一号机组"),
    ),
    "people": Rule(
        "asks how many people",
        r"\bhow many (?:\w+ ){0,2}(?:people|persons?|members?|users|students|employees|staff"
        r"|engineers|developers|colleagues|folks|women|men|children|volunteers|customers)\b"
        "|(?:多少|几)(?:[个位名])?(?:人|学生|员工|同事|同学|民众|用户|志工|会员|工程师)"
        "|[有要找请]几[位名]",
        (
            "how many people work in her office",
            "How many active users do they have?",
            "有多少人附議",
            "多少学生参加",
            "有几位",
        ),
        ("how many forks are there", "who are the people", "好多人", "人怎么看"),
    ),
    "number": Rule(
        "asks for a number",
        r"\bhow (?:many|much|old|often|far|big|large|fast|tall|high|deep|many times)\b"
        r"|\b(?:what|which) (?:\w+ )?(?:number|age|size|version)\b|\bthe number of\b.*\?"
        r"|^\W*number of\b"
        r"|\bwhat(?:['’]s| is| was| are| were) (?:[\w'’-]+ ){1,4}?(?:limit|threshold|default"
        r"|minimum|maximum|capacity|version|score|temperature|speed|frequency|rate|height"
        r"|weight|length)\b"
        f"|多少(?!钱)|{HOW_MANY_ZH}(?:{_NUMBERED_ZH}|分(?!之|钟))|第几|几(?=[人])"
        r"|多[大高远快重](?=\W*$)",
        (
            "how many forks are there",
            "How old is the company?",
            "有几个办公室",
            "是第幾組的",
            "P95 现在是多少",
            "what was the old limit before 2016?",
            "which LND version should peers run",
            "你們辦過幾場會了",
            "打几分",
        ),
        (
            "how does it work",
            "what did many people say",
            "这几个问题",
            "好几年",
            "过几天",
            "多大的问题",
        ),
    ),
    "name": Rule(
        "asks for a name",
        r"\b(?:what|which)(?:['’]s| is| was| are| were) (?:[\w'’]+ ){0,3}names?\b"
        r"|\bwhat(?:['’]s| is| was) the title of (?:[\w'’]+ ){0,2}(?:book|talk|film|movie|song"
        r"|paper|article|podcast|novel|album)\b|\bwhat (?:is|was|are) [^?]{1,30} called\b"
        r"|^\W*which (?!(?:day|year|month|date|time|city|country|place|of|one|ones|way|kind"
        r"|sort|type"
        r"|side|part|person|man|woman|\w+s)\b)[a-z]+ (?:did|does|do|was|is|has|had|[a-z]+ed)\b"
        "|叫(?:做)?什么|名字(?:是|叫)|什么名字",
        (
            "what is the name of the dog",
            "what's the title of Eve's book",
            "提案的老師叫什麼名字",
            "what is the tool called",
            "which hospital did he go to",
        ),
        ("what is her title", "who was called", "名字很重要", "叫他来"),
    ),
    "person": Rule(
        "asks for a person",
        r"^\W*(?:(?:and|but|so)\W+)?(?:who|whom|whose)\b|\bby whom\b|谁|哪[一]?位|哪个人|什么人",
        ("who won the hackathon", "Whose book is it?", "誰遲到了", "由谁负责"),
        ("the man who said so", "what did he say", "哪个国家"),
    ),
    "place": Rule(
        "asks for a place",
        r"^\W*(?:(?:and|but|so)\W+)?(?:from )?where\b(?! (?:in|during|on) (?:the|this|that)"
        r" \w+ (?:do|does|did|is|was)\b)|\b(?:what|which) (?:city|country|place"
        r"|town|state|room|street)\b"
        "|哪(?:里|儿)(?![^,。?]{0,3}[说讲提谈])|在哪(?![里儿])|哪个(?:国家|城市|地方|省|市|区)"
        "|什么地方|何处",
        ("where does Marcy live", "In which city is it?", "设在哪里", "在哪個城市"),
        ("what about where he lives", "哪些人", "哪里提到颱風", "where in the call do they greet"),
    ),
}

# The verb of 花了多长时间, not a part of 费用多少.
_SPENT_ZH = "(?:(?:[花耗]费?|费|(?<![费使应利作])用|(?<!重)要)[了掉]?(?:大概|大约|差不多)?)"
WORDS_OF_TYPE = Rule(
    "says only which type of answer is wanted, and is no subject",
    r"\bhow (?:long|much time) (?:did|does|do|will|has|have|would)"
    r" (?:it|that|this|i|you|he|she|we|they) (?:take|taken|need|needed|spend|spent)"
    r"(?:(?: \w+)? to\b)?"
    r"|\bhow (?:long|much|many|often|soon|old)\b(?: (?:time|money))?"
    r"|\b(?:what|which) (?:year|month|day|date|time|percentage|number)\b"
    r"|^\W*(?:the )?(?:number|percentage|share|proportion|fraction) of\b"
    r"|\bper (?:hour|day|week|month|year|person|head)\b"
    r"|每一?个?(?:小时|天|周|月|年|人)(?=\W*[要花付收交]?多少)"
    r"|(?<=\w )version\b(?= (?:should|shall|is|are|was|do|does|did)\b)"
    rf"|{_SPENT_ZH}?(?:多少(?:钱|时间|个|位|名)?|多久|多长时间?)|{HOW_MANY_ZH}{_NUMBERED_ZH}"
    rf"|第几|几(?=人)|几[号点月成]"
    r"|什么时候|什么时间|何时|哪一?[天年日位]|哪里|哪儿|在哪|什么地方|谁|星期几|周几",
    ("How long did it take?", "哪天決標的", "一台要多少錢", "是第幾組的", "几号", "花了多长时间"),
    ("a long tail", "the day of the launch", "几乎没有", "这个时候"),
)
