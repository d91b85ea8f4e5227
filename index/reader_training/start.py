"""The network that training begins with: the first layers of a pretrained BERT.

Its rows of pieces become rows of the static model's pieces, whose tokenizer cuts the text.
"""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from ..models.static import TOKENIZER_FILE
from .network import DIM, N_HEADS, N_LAYERS, Network

_EMBEDDINGS = "embeddings."
_LAYER = "encoder.layer."
# Names in BERT → names in `Network` and `Layer`.
_EMBEDDING_PARTS = {
    "position_embeddings.weight": "positions",
    "token_type_embeddings.weight": "types",
    "LayerNorm.weight": "norm.weight",
    "LayerNorm.bias": "norm.bias",
}
_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "norm",
}
_WORDS = "embeddings.word_embeddings.weight"
_SHRINKS = 0.25  # a mean of n rows is shorter than one: it is multiplied by n to this power


def load_start(folder: Path, static_folder: Path) -> tuple[Network, Tensor]:
    """A network that begins as the model in a folder, and the rows of the static model's pieces.

    A piece that the model has too, perhaps in capitals, starts with its row; another one with the
    mean of the rows of the pieces that the model cuts it into.

    Args:
        folder: a BERT of 384 dimensions with a Unigram tokenizer, as multilingual-e5-small.
    Returns: the network; the rows of pieces, then of [CLS] and [SEP], float32 (n_pieces + 2, dim).
    Raises: ValueError if the model is of another kind or size.
    """
    model = AutoModel.from_pretrained(folder)
    config = model.config
    size = (config.model_type, config.hidden_size, config.num_attention_heads)
    if size != ("bert", DIM, N_HEADS) or config.num_hidden_layers < N_LAYERS:
        raise ValueError(
            f"the model in {folder} is a {config.model_type} of {config.num_hidden_layers} layers, "
            f"{config.hidden_size} dimensions and {config.num_attention_heads} heads; the reader "
            f"begins as a bert of {N_LAYERS} layers or more, {DIM} dimensions and {N_HEADS} heads"
        )
    weights: dict[str, Tensor] = model.state_dict()
    state = {name: w for old, w in weights.items() if (name := _renamed(old)) is not None}
    # The type of the first text is added to every token.
    state["kinds"] = state.pop("types")[:1].repeat(3, 1)
    network = Network(n_positions=len(state["positions"]))
    network.load_state_dict(network.state_dict() | state)
    return network, _piece_rows(weights[_WORDS], folder, static_folder)


def _piece_rows(words: Tensor, folder: Path, static_folder: Path) -> Tensor:
    """The rows of all pieces, then of [CLS] and [SEP]: float32 (n_pieces + 2, dim)."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    known: dict[str, int] = tokenizer.get_vocab()
    unigram = tokenizer.backend_tokenizer.model
    own = Tokenizer.from_file(str(static_folder / TOKENIZER_FILE)).get_vocab(with_added_tokens=True)

    def row(piece: str) -> Tensor:
        # Pieces are in lower case; names and abbreviations often are known as they are written.
        for written in (piece, _capitalized(piece), piece.upper()):
            if written in known:
                return words[known[written]]
        ids = [token.id for token in unigram.tokenize(piece)]
        rows = words[[i for i in ids if i != tokenizer.unk_token_id] or [tokenizer.unk_token_id]]
        return rows.mean(dim=0) * len(rows) ** _SHRINKS

    rows = [row(piece) for piece, _ in sorted(own.items(), key=lambda item: item[1])]
    special = [words[tokenizer.cls_token_id], words[tokenizer.sep_token_id]]
    return torch.stack(rows + special).detach().float()


def _capitalized(piece: str) -> str:
    """With a capital behind the mark of a word's beginning."""
    return piece[:1] + piece[1:2].upper() + piece[2:]


def _renamed(name: str) -> str | None:
    """The name in `Network`; None for what it does not have."""
    if name.startswith(_EMBEDDINGS):
        return _EMBEDDING_PARTS.get(name.removeprefix(_EMBEDDINGS))
    if not name.startswith(_LAYER):
        return None
    number, part = name.removeprefix(_LAYER).split(".", 1)
    part, kind = part.rsplit(".", 1)
    return f"layers.{number}.{_PARTS[part]}.{kind}" if int(number) < N_LAYERS else None
