"""Stop words: words of a question that say nothing about its subject.

Examples: “what did he say about”, “怎么看”. Stop-word lists for search engines do not fit:
they drop “AI”, “research” and “world”, which people ask about.
"""

ENGLISH_STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any anybody anyone anything are as ask asked asks
    at be because been before being believe but by can comment could describe did discuss discussed
    do does doing don down ever everybody everyone explain feel for from get give given gives got
    guest had has have having he her here hers him his host how i if in interview interviewee into
    is it its just like ll made make makes many me mean mention mentioned more most much my no
    nobody not of off on one only opinion opinions or other our out over own please re regarding s
    said same say saying says she should so some somebody someone speak speaker speaks spoke such t
    talk talked talking talks tell tells than that the their them then there these they thing things
    think thinks this those thought thoughts through to too transcript transcripts up us ve very
    view views was we well were what when where which while who whom whose why will with would yes
    you your
    """.split()
)

CHINESE_STOP_WORDS = frozenset(
    """
    的 了 吗 呢 吧 啊 呀 嘛 么 地 得 着 过 之 其 此 等 是 在 有 和 与 跟 及 或 而 但 就 都 也 还 又 再 才 却 则
    即 若 很 太 更 最 只 不 没 没有 这 那 这个 那个 这些 那些 这样 那样 这里 那里 个 些 种 次 一个 一些 一下 一种
    我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 大家 人 谁 什么 怎么 怎样 怎么样 如何 为什么 为何 何 何时 哪 哪个
    哪些 哪里 哪儿 多少 多久 几 几个 是否 是不是 有没有 把 被 给 对 对于 关于 有关 相关 从 到 向 往 用 以 为 于 由 让 使
    会 能 能够 可以 可能 应该 要 想 做 去 来 里 上 下 中 时 时候 后 前 以前 以后 之后 当 当时 现在 以及 并 并且 或者 还是
    但是 所以 因为 如果 虽然 然后 多 大 小 点 好 事 事情 东西 内容 说 说到 说过 讲 讲到 谈 谈到 提 提到 看 看待 看法
    每 每个 那边 这边 通常 一般 平时 目前 最终 到底 究竟 其实 真的 大概 大约 差不多 总共 一共 已经 具体
    观点 意见 评价 态度 想法 认为 觉得 介绍 解释 告诉 表示 关注 请问 问 问题 回答 嘉宾 主持人 采访 访谈 先生 女士 博士 老师
    """.split()
)
