"""A Unigram tokenizer that reads only the pieces that its texts need.

The tokenizers library sorts all pieces of a model before its first use. For 70,000 pieces that
takes as long as everything else a question needs.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from ..text.word_trie import PackedWords, WordTrie, pack_words

PackedUnigram = tuple[str, dict[str, int], bytes, PackedWords]


def pack_unigram(file: Path) -> PackedUnigram | None:
    """Pack a tokenizer for `LazyUnigram`; None if it is not Unigram or has other added tokens.

    Args:
        file: a `tokenizer.json`.
    """
    config: dict[str, Any] = json.loads(file.read_text("utf-8"))
    model: dict[str, Any] = config.get("model") or {}
    unknown_id, tokens = model.get("unk_id"), config.get("added_tokens") or []
    if model.get("type") != "Unigram" or model.get("byte_fallback") or unknown_id is None:
        return None
    pieces, scores = zip(*model["vocab"], strict=True)
    unknown = pieces[unknown_id]
    if pieces.count(unknown) > 1 or not _is_all(tokens, unknown):
        return None
    rarest_id = scores.index(min(scores))
    model |= {"vocab": [model["vocab"][unknown_id]], "unk_id": 0}
    always = {pieces[id]: id for id in (unknown_id, rarest_id)}
    words = pack_words({piece: id for id, piece in enumerate(pieces)})
    return json.dumps(config), always, array("d", scores).tobytes(), words


def _is_all(tokens: Sequence[dict[str, Any]], unknown: str) -> bool:
    """Whether the unknown piece is the only added token, and matches anywhere in a text."""
    if [token["content"] for token in tokens] != [unknown]:
        return False
    rules = ("single_word", "lstrip", "rstrip", "normalized")
    return not any(tokens[0].get(rule) for rule in rules)


class LazyUnigram:
    """Tokenizes like the packed tokenizer. Thread-safe."""

    def __init__(self, packed: PackedUnigram):
        empty, self._always, scores, words = packed
        self._empty = Tokenizer.from_str(empty)
        [self._unknown] = self._empty.get_added_tokens_decoder().values()
        # Each look at these of a tokenizer makes a new object.
        self._normalizer, self._pre_tokenizer = self._empty.normalizer, self._empty.pre_tokenizer
        self._scores = memoryview(scores).cast("d")
        self._pieces = WordTrie(words)
        self.n_tokens = len(self._scores)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The token ids of each text.

        The best segmentation of a text uses only pieces that occur in it, so a model of these
        pieces gives the same tokens. The unknown piece and the rarest piece are included as
        well: the score of the rarest gives the cost of an unknown character.
        """
        ids: dict[str, float] = {**self._always}
        for part in {part for text in texts for part in self._parts(text)}:
            for start in range(len(part)):
                ids.update(self._pieces.beginning_at(start, part))
        id_at = [int(id) for id in ids.values()]
        pieces = [(piece, self._scores[id]) for piece, id in zip(ids, id_at, strict=True)]
        tokenizer = Tokenizer(Unigram(pieces, unk_id=0))
        tokenizer.normalizer = self._normalizer
        tokenizer.pre_tokenizer = self._pre_tokenizer
        tokenizer.add_tokens([self._unknown])
        encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[id_at[token] for token in encoding.ids] for encoding in encoded]

    def _parts(self, text: str) -> Iterator[str]:
        """The stretches of a text that are cut into pieces."""
        normalizer, pre_tokenizer = self._normalizer, self._pre_tokenizer
        for stretch in text.split(self._unknown.content):
            normalized = normalizer.normalize_str(stretch) if normalizer else stretch
            if pre_tokenizer:
                yield from (part for part, _ in pre_tokenizer.pre_tokenize_str(normalized))
            else:
                yield normalized
