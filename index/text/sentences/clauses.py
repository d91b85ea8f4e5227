"""Cut speech that is written without punctuation, as captions and many recognisers write it.

Such text is cut where somebody pauses or a cue begins, before words that join sentences (“because”,
“然后”), before the subject of a new one, and never inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..language import CJK
from ..length import text_length
from ..terms import cjk_words

# Letters between two marks of punctuation (as `text_length` counts) that nobody writes who
# punctuates; fewer are enough where the sentence has no mark at its end.
_MAX_UNMARKED, _MAX_UNENDED = 320, 180
_MARK = re.compile(r"[,，、;；:：—–…]|\.\.|\s-\s")
_ENDED = re.compile(r"[.。!！?？;；…\"'”’」』)）\]》】]$")
# Characters of a piece, Latin or Chinese: three pieces are a quote of at most 250 characters.
_LATIN, _CHINESE = (25, 50, 82), (8, 15, 40)  # least, best, most
_CJK_CHARACTER = re.compile(f"[{CJK}]")
_WORD = re.compile(rf"[{CJK}]+|[^\s{CJK}]+")

# What a break is worth; a place between any two words is worth nothing.
_PAUSE_WORTH = 4.0  # of a long pause; shorter ones come as a share of it
_JOINS, _OPENS, _MAY_OPEN = 3.0, 2.0, 1.0
_TORN_APART = -3.0  # “of | the”
_COST_OF_LENGTH = 3.0  # of the shortest and the longest piece, beside the best one

_JOINING = frozenset(
    "so but because cuz then well anyway however although though unless otherwise meanwhile"
    " therefore yeah yes ok okay oh alright obviously especially except including"
    " 然后 但 但是 可是 不过 所以 因为 那么 而且 因此 另外 首先 其次 最后 其实 就是说 也就是说 如果"
    " 虽然 然而 接着 结果 后来 总之 比如 比如说 譬如 好比 于是 另一方面 而是 甚至"
    " 尤其 不然 即使 除非 除了 至于 反而 只要 不管 还有 当然 基本上 第一 第二 第三 再来 以及 并"
    " 然後 不過 因為 那麼 雖然 後來 總之 於是 其實 結果 接著 至於 還有"
    " 當然 再來 並 最後".split()
)
_JOINING_IF_SUBJECT = frozenset("and or if when while until since after before where".split())
_SUBJECTS = frozenset(
    "i i'm i've i'd i'll we we're we've we'll you you're they they're he he's she she's it's there"
    " there's this that's these those nobody everybody somebody people"
    " 我 我们 你 你们 他 他们 她 她们 它 它们 大家 这个 那个 这些 那些 有人 咱们 您"
    " 我們 你們 他們".split()
)
_DETERMINERS = frozenset("the my our his their your a an its some many".split())
_ASKING = frozenset("what why how who when where which do did is are can could would".split())
_ASKED = frozenset("do did does is are was were can could would should have you we they".split())
# Words that nothing ends with, and that a subject may follow inside a sentence.
_BINDING = frozenset(
    "a an the of to in on at by for with from into and or but so that which who if when while"
    " because than as is are was were be been being am do did does have has had will would can"
    " could should may might must not no my our your his her its their this these those very i we"
    " they he she you what why how where about under over after before until since between"
    " through like"
    " 的 和 与 在 是 把 被 从 对 给 跟 向 很 不 没 没有 会 要 能 可以 就 也 都 还 又 更 最 让 叫"
    " 说 想 以及 或 或者 一个 这 那 有 為 为 與 從 對 給 還 讓 說 會 沒有 沒".split()
)
# A sentence seldom begins with these; “at the gate” belongs to what stands before it.
_LEANING = frozenset(
    "of to in on at by for with from into about as than under over through between away back up"
    " down out off too also either ago later yet"
    " 的 了 吗 吧 呢 啊 得 地 着 过 们 里 上 下 中 时 時 的话 嗎"
    " 過 們 裡 而已 一样 一樣 之后 之前 以后 以前".split()
)
_NUMBER = re.compile(
    r"\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir"
    r"|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|[零〇一二三四五六七八九十百千万亿两年月日点]+"
)
# After a verb, “the” begins its object.
_VERB = re.compile(
    r".+(?:ed|ing)|took|takes?|ma[dk]es?|g[eo]ts?|sa(?:y|id|ys|w)|told|tells?|g[ai]ves?|found|finds?"
    r"|keeps?|kept|left|leaves?|lost|loses?|built|builds?|b(?:ou|rou)ght|buys?|brings?|sen[dt]s?"
    r"|h[eo]ld?s?|pa(?:y|ys|id)|met|meets?|sees?|kn[eo]ws?|th(?:ink|inks|ought)|fe(?:el|els|lt)|puts?"
    r"|lets?|sets?|cuts?|hits?|reads?|uses?|needs?|wants?|helps?|shows?|starts?|stops?|opens?|closes?"
    r"|calls?|tr(?:y|ies)|asks?|sells?|sold|eats?|ate|runs?|ran|wins?|won|writes?|wrote|drives?|drove"
    r"|br[eo]aks?|broke|sp[eo]nds?|spent|teach|taught|learns?|plays?|moves?|turns?|likes?|loves?"
)
_ENDING = frozenset(
    "了 吧 吗 呢 啊 呀 嘛 的话 话 哦 时候 而已 等等 来讲 来说 之外 之下 也好 当中 一样 事情"
    " 问题 嗎 的話 話 時候 來講 來說 當中 一樣 問題".split()
)


def without_ends(text: str, start: int, end: int) -> bool:
    """Whether characters [start, end) are longer than anything that people write between marks."""
    if end - start < _MAX_UNENDED // 3:
        return False
    piece = text[start:end]
    n_parts = 1 + len(_MARK.findall(piece))
    longest = _MAX_UNMARKED if _ENDED.search(piece) else _MAX_UNENDED
    return text_length(piece) > longest * n_parts


def clause_spans(
    text: str, span: tuple[int, int], breaks: Mapping[int, float]
) -> list[tuple[int, int]]:
    """Cut a span of text without punctuation into pieces, of at most 82 characters, or 40 where it
    has Chinese ones; only a longer word is longer.

    Args:
        breaks: offset where a cue or a pause ends → its worth, above 0 to 1.
    Returns: ranges in order, without surrounding white space; between them is only white space.
    """
    start, end = span
    own = tuple((at - start, breaks[at]) for at in range(start + 1, end) if at in breaks)
    pieces = _cut(text[start:end], own)
    return [(start + first, start + last) for first, last in pieces]


@lru_cache(maxsize=512)
def _cut(text: str, breaks: tuple[tuple[int, float], ...]) -> tuple[tuple[int, int], ...]:
    worth_of_pause = {at: _PAUSE_WORTH * worth for at, worth in breaks}
    words = list(_words(text))
    places = [
        (begin, (_worth(words, n) if n else 0.0) + worth_of_pause.get(begin, 0.0))
        for n, (begin, _, _) in enumerate(words)
    ]
    ends = [end for _, end, _ in words]
    sizes = _CHINESE if _CJK_CHARACTER.search(text) else _LATIN
    return tuple(_pieces(places, ends, sizes))


def _pieces(
    places: list[tuple[int, float]], ends: list[int], sizes: tuple[int, int, int]
) -> Iterator[tuple[int, int]]:
    """Walk through the text; each piece ends at the best of the breaks within its reach."""
    least, _, most = sizes
    first = 0
    while first < len(places):
        start = places[first][0]
        reachable: list[int] = []
        n = first + 1
        while n < len(places) and ends[n - 1] - start <= most:
            if ends[n - 1] - start >= least:
                reachable.append(n)
            n += 1
        is_rest = n == len(places) and ends[-1] - start <= most
        if is_rest:
            # The rest is one piece, unless it has a clear break.
            reachable = [at for at in reachable if places[at][1] >= _JOINS]
            reachable = [at for at in reachable if ends[-1] - places[at][0] >= least]
            cut = max(reachable, key=lambda at: places[at][1], default=len(places))
        else:
            cut = max(
                reachable,
                key=lambda at: places[at][1] - _cost(ends[at - 1] - start, sizes),
                default=max(n - 1, first + 1),
            )
        yield start, ends[cut - 1]
        first = cut


def _cost(length: int, sizes: tuple[int, int, int]) -> float:
    least, best, most = sizes
    room = best - least if length < best else most - best
    return _COST_OF_LENGTH * ((length - best) / room) ** 2


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and lower-case form of each word; Chinese by jieba."""
    for run in _WORD.finditer(text):
        if not _CJK_CHARACTER.match(run[0]):
            yield run.start(), run.end(), run[0].lower().replace("’", "'")
            continue
        start = run.start()
        for word in cjk_words(run[0]):
            yield start, start + len(word), word
            start += len(word)


def _worth(words: list[tuple[int, int, str]], n: int) -> float:
    """What a break before a word, not the first, is worth by the words around it."""
    before, word = words[n - 1][2], words[n][2]
    after = words[n + 1][2] if n + 1 < len(words) else ""
    if before in _JOINING or before in _JOINING_IF_SUBJECT:
        return _TORN_APART
    if word in _JOINING or (word == "which" and after == "means"):
        return _JOINS
    if before in _BINDING or (_NUMBER.fullmatch(before) and _NUMBER.fullmatch(word)):
        return _TORN_APART
    if word in _LEANING:
        return _TORN_APART / 2
    is_spaced = words[n - 1][1] < words[n][0]
    if is_spaced and _CJK_CHARACTER.match(before) and _CJK_CHARACTER.match(word):
        return _JOINS  # a space between Chinese words parts clauses
    return _worth_of_an_opening(before, word, after)


def _worth_of_an_opening(before: str, word: str, after: str) -> float:
    """What a break is worth between words that may end a sentence and begin one."""
    if word in _JOINING_IF_SUBJECT:
        has_subject = after in _SUBJECTS or after in _DETERMINERS or after in ("then", "so", "now")
        return _JOINS if has_subject else _MAY_OPEN
    if word in _ASKING and after in _ASKED:
        return _JOINS
    worth = _OPENS if before in _ENDING and _CJK_CHARACTER.match(word) else 0.0
    if word in _SUBJECTS:
        return worth + _OPENS
    if word in _DETERMINERS and not _VERB.fullmatch(before):
        return worth + _MAY_OPEN
    return worth
