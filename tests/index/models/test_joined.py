from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turnwise.index.models.joined import JoinedEmbedder
from turnwise.index.models.static import StaticEmbedder
from turnwise.index.models.transformer import Transformer
from turnwise.index.paths import bundled_model, bundled_transformer

pytestmark = pytest.mark.slow  # loads the bundled models

STATIC = StaticEmbedder("static", bundled_model())
TRANSFORMER = Transformer("transformer", bundled_transformer(), bundled_model())


@settings(max_examples=10)  # the models are real
@given(weight=st.floats(0.1, 2))
def test_a_cosine_is_the_weighted_mean_of_both_models(weight: float):
    texts = ["他为什么离开谷歌？", "Why did he leave Google?", "天气 weather"]
    joined = JoinedEmbedder("joined", STATIC, TRANSFORMER, weight=weight).embed(texts)
    token_ids = STATIC.token_ids(texts)
    embeddings = [model.embed_tokens(token_ids) for model in (STATIC, TRANSFORMER)]
    cosines = [of_texts @ of_texts.T for of_texts in embeddings]
    mean = (cosines[0] + weight * cosines[1]) / (1 + weight)
    np.testing.assert_allclose(joined @ joined.T, mean, atol=1e-5)


def test_the_fingerprint_changes_with_the_weight():
    prints = {
        JoinedEmbedder("joined", STATIC, TRANSFORMER, weight=weight).fingerprint
        for weight in (0.5, 0.5, 1)
    }
    assert len(prints) == 2


def test_no_texts_and_a_text_without_tokens_have_embeddings():
    joined = JoinedEmbedder("joined", STATIC, TRANSFORMER, weight=0.5)
    dim = joined.embed(["text"]).shape[1]
    assert joined.embed([]).shape == (0, dim)
    assert np.isfinite(joined.embed([""])).all()
