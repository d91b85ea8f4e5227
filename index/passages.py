"""Exchanges → passages: runs of whole sentences, sized in tokens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby

from .text.length import text_length
from .text.sentences import split_long_span
from .transcript import Exchange, Passage, Span, Transcript

CountTokens = Callable[[Sequence[str]], list[int]]

MAX_TOKENS = 32  # data/eval/RESULTS.md#passage-length
# As `text_length` counts; “对。”, “两个月吧!” and “Yeah.” go with what stands beside them.
_MIN_LENGTH = 13

NEIGHBOURS = 2  # passages before, and the same number after, with which a passage is searched


def make_passages(
    transcript: Transcript,
    exchanges: Sequence[Exchange],
    count_tokens: CountTokens,
    *,
    max_tokens: int = MAX_TOKENS,
) -> list[Passage]:
    """Cut each exchange into passages: first the question's, then the answers'.

    A passage never mixes question and answer, unless the answer is too short for its own passage.

    Args:
        count_tokens: texts → number of tokens of each, by the tokenizer of the embedding model.
        max_tokens: of one passage; a longer sentence is cut at commas, or anywhere.
    Returns: passages in order of exchange and text; exchanges of a few letters give none.
    """
    passages: list[Passage] = []
    sentences = _sized_sentences(transcript, exchanges, count_tokens)
    for exchange in exchanges:
        question = [exchange.question_turn] if exchange.question_turn is not None else []
        runs = [
            *_windows(transcript, question, sentences, max_tokens),
            *_windows(transcript, exchange.answers, sentences, max_tokens),
        ]
        passages.extend(
            Passage(exchange.number, _merge(run)) for run in _join_short(transcript, runs)
        )
    return passages


def _sized_sentences(
    transcript: Transcript, exchanges: Sequence[Exchange], count_tokens: CountTokens
) -> dict[int, list[tuple[Span, int]]]:
    """Turn number → its sentences with their sizes in tokens, all counted at once: a call of a
    tokenizer costs more than a sentence."""
    numbers = sorted({number for exchange in exchanges for number in exchange.turns})
    turns = [transcript.turn(number) for number in numbers]
    spans = [Span(turn.number, start, end) for turn in turns for start, end in turn.sentences()]
    texts = [transcript.turn(s.turn_number).text[s.start : s.end] for s in spans]
    sized: dict[int, list[tuple[Span, int]]] = {number: [] for number in numbers}
    for span, tokens in zip(spans, count_tokens(texts), strict=True):
        sized[span.turn_number].append((span, tokens))
    return sized


def _windows(
    transcript: Transcript,
    numbers: Sequence[int],
    sentences: Mapping[int, Sequence[tuple[Span, int]]],
    max_tokens: int,
) -> list[list[Span]]:
    """Groups of consecutive sentences, each filled up to `max_tokens`."""
    windows: list[list[Span]] = []
    used = max_tokens + 1
    for sentence, tokens in (sized for number in numbers for sized in sentences[number]):
        for piece, size in _pieces(transcript, sentence, tokens, max_tokens):
            if used + size > max_tokens:
                windows.append([])
                used = 0
            windows[-1].append(piece)
            used += size
    return windows


def _pieces(
    transcript: Transcript, sentence: Span, tokens: int, max_tokens: int
) -> list[tuple[Span, int]]:
    """A sentence with its size in tokens; in several pieces if it is longer than `max_tokens`."""
    if tokens <= max_tokens:
        return [(sentence, tokens)]
    text = transcript.turn(sentence.turn_number).text
    max_characters = max(1, (sentence.end - sentence.start) * max_tokens // tokens)
    spans = split_long_span(text, (sentence.start, sentence.end), max_characters)
    return [(Span(sentence.turn_number, start, end), max_tokens) for start, end in spans]


def _join_short(transcript: Transcript, runs: Sequence[list[Span]]) -> list[list[Span]]:
    """Append each run that is too short to the one before it, or drop it when it stands alone."""

    def length(run: Sequence[Span]) -> int:
        turns = (transcript.turn(span.turn_number).text[span.start : span.end] for span in run)
        return sum(map(text_length, turns))

    joined: list[list[Span]] = []
    lengths: list[int] = []
    for run in runs:
        own = length(run)
        if joined and min(own, lengths[-1]) < _MIN_LENGTH:
            joined[-1] = joined[-1] + run
            lengths[-1] += own
        else:
            joined.append(run)
            lengths.append(own)
    return [run for run, own in zip(joined, lengths, strict=True) if own >= _MIN_LENGTH]


def _merge(run: Sequence[Span]) -> tuple[Span, ...]:
    """One span per turn, from its first sentence to its last."""
    merged: list[Span] = []
    for turn, spans in groupby(run, key=lambda span: span.turn_number):
        group = list(spans)
        merged.append(Span(turn, group[0].start, group[-1].end))
    return tuple(merged)


def in_order_of_talk(passages: Sequence[Passage]) -> list[int]:
    """The places of the passages of one transcript, in the order in which they are said."""
    begins = [(passage.spans[0].turn_number, passage.spans[0].start) for passage in passages]
    return sorted(range(len(passages)), key=begins.__getitem__)


def unchanged_exchanges(
    exchanges_before: Sequence[Exchange],
    passages_before: Sequence[Passage],
    exchanges: Sequence[Exchange],
    passages: Sequence[Passage],
    changed_turns: Collection[int],
) -> set[int]:
    """The numbers of the exchanges of a transcript that a correction leaves as they were, with the
    same passages and the same neighbours of each.

    Args:
        changed_turns: numbers of the turns that have another speaker or text.
    """
    before = _with_passages(exchanges_before, passages_before)
    alike = {
        exchange.number
        for exchange, own in _with_passages(exchanges, passages).values()
        if before.get(exchange.number) == (exchange, own)
        and not any(turn in changed_turns for turn in exchange.turns)
    }
    near_others: set[int] = set()
    for side in (passages_before, passages):
        numbers = [side[place].exchange_number for place in in_order_of_talk(side)]
        for place, number in enumerate(numbers):
            around = numbers[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
            if not alike.issuperset(around):
                near_others.add(number)
    return alike - near_others


def _with_passages(
    exchanges: Sequence[Exchange], passages: Sequence[Passage]
) -> dict[int, tuple[Exchange, list[Passage]]]:
    """Number → exchange and its passages."""
    found: dict[int, tuple[Exchange, list[Passage]]] = {e.number: (e, []) for e in exchanges}
    for passage in passages:
        if passage.exchange_number in found:
            found[passage.exchange_number][1].append(passage)
    return found
