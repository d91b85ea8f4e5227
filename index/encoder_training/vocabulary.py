"""The tokenizer: Unigram pieces learned from the corpus, and common words."""

from __future__ import annotations

import io
import json
import math
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import jieba
import sentencepiece
from opencc import OpenCC
from sentencepiece import sentencepiece_model_pb2  # pyright: ignore[reportMissingModuleSource]
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Precompiled
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Metaspace, Split
from tokenizers.pre_tokenizers import Sequence as PreTokenizers
from tokenizers.trainers import UnigramTrainer

from ..models.static import TOKENIZER_FILE

UNKNOWN = "[UNK]"
WORD_START = "▁"  # before the first letter of a word, in scripts with spaces
_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}ー"
_MAX_PIECE_CHARS = 12
_HAN_WORD = re.compile(r"[一-鿿]{2,6}")
_LATIN_WORD = re.compile(r"[a-z]{2,}")


def train_tokenizer(
    texts: Iterable[str],
    words: dict[str, float],
    *,
    n_learned: int,
    n_pieces: int,
) -> Tokenizer:
    """Learn a Unigram tokenizer from texts, then add words to its pieces.

    Text is normalised to NFKC, lower case and Simplified Chinese. A piece never crosses a space, a
    punctuation mark or the border between Chinese and Latin script.

    Args:
        words: word → log probability. The most probable words that were not learned are added, so
            that names and words too rare in the corpus are single pieces.
        n_learned: number of learned pieces.
        n_pieces: number of all pieces.
    """
    tokenizer = Tokenizer(Unigram())
    tokenizer.normalizer = Normalizers([NFKC(), Lowercase(), Precompiled(_to_simplified())])
    tokenizer.pre_tokenizer = PreTokenizers(
        [
            Split(Regex(r"\s+"), "removed"),
            Split(Regex(rf"[{_CJK}]+"), "isolated"),
            Split(Regex(r"[^\p{L}\p{M}\p{N}]"), "isolated"),
            Metaspace(replacement=WORD_START, prepend_scheme="always", split=False),
            Split(Regex(rf"{WORD_START}(?=[{_CJK}]|[^\p{{L}}\p{{M}}\p{{N}}])"), "removed"),
        ]
    )
    trainer = UnigramTrainer(
        vocab_size=n_learned,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=_MAX_PIECE_CHARS,
        shrinking_factor=0.7,
    )
    tokenizer.train_from_iterator(texts, trainer)
    learned = [(piece, score) for piece, score in pieces_of(tokenizer) if piece != UNKNOWN]
    known = {piece for piece, _ in learned}
    added = sorted(
        ((word, score) for word, score in words.items() if word not in known),
        key=lambda item: (-item[1], item[0]),
    )[: n_pieces - len(learned) - 1]
    tokenizer.model = Unigram([(UNKNOWN, 0.0), *learned, *added], unk_id=0)
    return tokenizer


def common_words(headwords: Iterable[str], english_vocabulary: Path) -> dict[str, float]:
    """Words that should be single pieces → log probability.

    Chinese: the dictionary's headwords of two to six characters, by their frequency in jieba's
    dictionary. English: the whole words of the teacher's vocabulary, which is in order of
    frequency; Zipf's law gives the probability of each rank.
    """
    jieba.dt.initialize()
    total = jieba.dt.total
    words = {
        word: math.log(0.5 * max(jieba.dt.FREQ.get(word) or 0, 1) / total)
        for word in headwords
        if _HAN_WORD.fullmatch(word)
    }
    english = english_vocabulary.read_text("utf-8").split()
    whole = [word for word in english if _LATIN_WORD.fullmatch(word)]
    harmonic = sum(1 / rank for rank in range(1, len(whole) + 1))
    for rank, word in enumerate(whole, start=1):
        words[WORD_START + word] = math.log(0.5 / (rank * harmonic))
    return words


def read_tokenizer(model_folder: Path) -> Tokenizer:
    """Read a static model's tokenizer. Raises FileNotFoundError if there is none."""
    path = model_folder / TOKENIZER_FILE
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}; name the folder of a static model")
    return Tokenizer.from_file(str(path))


def most_probable_pieces(tokenizer: Tokenizer, n_pieces: int) -> Tokenizer:
    """The tokenizer reduced to its unknown piece and the most probable others, in order."""
    unknown, *others = pieces_of(tokenizer)
    probable = set(sorted(others, key=lambda piece: (-piece[1], piece[0]))[: n_pieces - 1])
    fewer = Tokenizer.from_str(tokenizer.to_str())
    fewer.model = Unigram([unknown, *(piece for piece in others if piece in probable)], unk_id=0)
    return fewer


def pieces_of(tokenizer: Tokenizer) -> list[tuple[str, float]]:
    """(piece, log probability) in order of id."""
    return [tuple(entry) for entry in json.loads(tokenizer.to_str())["model"]["vocab"]]


def _to_simplified() -> bytes:
    """A table for tokenizers that maps Traditional to Simplified, character by character.

    SentencePiece compiles such tables; the model that it trains with it is discarded.
    """
    convert = OpenCC("t2s").convert
    blocks = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2EBE0)]
    rules = [
        f"{code:X}\t{' '.join(f'{ord(c):X}' for c in simplified)}\n"
        for first, last in blocks
        for code in range(first, last + 1)
        if (simplified := convert(chr(code))) != chr(code)
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.writelines(rules)
        file.flush()
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b"] * 10),
            model_writer=model,
            vocab_size=8,
            hard_vocab_limit=False,
            normalization_rule_tsv=file.name,
            minloglevel=2,
        )
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())  # pyright: ignore[reportAttributeAccessIssue]
    return proto.normalizer_spec.precompiled_charsmap
