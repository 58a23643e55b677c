"""What was learnt: kept, believed only if it is whole, forgotten with a person, and learnt anew behind the scenes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest

from library.catalog.event import EventKind
from library.progress import Cancelled
from story.recommending import model_holder
from story.recommending.service import Recommending, Wish
from story.recommending.trained import Trained, kept


def folder(shelf: Any) -> Path:
    return shelf.library.folder / "cache" / "recommending"


def lists(recommending: Recommending, user: str) -> list[int]:
    return [one.hit.scene.id for one in recommending.recommend(Wish(user, limit=200)).scenes]


def again(shelf: Any) -> Recommending:
    """Another process."""
    return Recommending.over(shelf.library)


def test_what_was_learnt_is_kept_for_the_next_process(
    shelf: Any, recommending: Recommending, many: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    many()
    before = lists(recommending, "u1")
    monkeypatch.setattr(model_holder.ModelHolder, "_learnt", None)  # nobody may learn
    assert lists(again(shelf), "u1") == before


def files_of(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def test_what_was_changed_on_disk_is_not_believed_but_learnt_again(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    before = lists(recommending, "u1")
    files = files_of(folder(shelf))
    assert len(files) == 6
    for path in files:
        whole = path.read_bytes()
        changed = bytearray(whole)
        changed[len(whole) // 2] ^= 1
        path.write_bytes(changed)
        assert kept(folder(shelf)) is None or path == folder(shelf) / "manifest.json"
        path.write_bytes(whole)
        assert kept(folder(shelf)) is not None
    (folder(shelf) / "counts.npz").write_bytes(changed)
    assert lists(again(shelf), "u1") == before
    assert kept(folder(shelf)) is not None


@pytest.mark.parametrize("harm", ["delete all", "delete one", "empty", "other layout", "no object"])
def test_a_folder_that_is_not_whole_is_filled_again(
    shelf: Any, recommending: Recommending, many: Callable[[], None], harm: str
) -> None:
    many()
    before = lists(recommending, "u1")
    manifest = folder(shelf) / "manifest.json"
    if harm == "delete all":
        shutil.rmtree(folder(shelf))
    elif harm == "delete one":
        (folder(shelf) / "counts.npz").unlink()
    elif harm == "empty":
        manifest.write_bytes(b"")
    elif harm == "other layout":
        manifest.write_text(json.dumps({**json.loads(manifest.read_bytes()), "layout": 99}))
    else:
        manifest.write_text("[]")
    assert kept(folder(shelf)) is None
    assert lists(again(shelf), "u1") == before
    assert kept(folder(shelf)) is not None


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    folder(shelf).parent.mkdir(exist_ok=True)
    folder(shelf).write_text("a file where a folder should be")
    assert lists(recommending, "u1")


def pairs(trained: Trained, shelf: Any) -> Any:
    """What the model makes of somebody who used one scene of the sea."""
    from library.recommend import history_of

    return trained.model.scores([history_of([shelf.sea[0]])]).tobytes()


def test_a_model_built_after_somebody_was_forgotten_knows_nothing_of_them(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    without = recommending.learn()
    shelf.did("lena", EventKind.ADDED, shelf.sea[0], shelf.other[9])
    with_lena = recommending.learn()
    assert with_lena.touched[list(with_lena.model.items).index(shelf.other[9])] == 1
    assert pairs(with_lena, shelf) != pairs(without, shelf)
    shelf.library.catalog.forget_person("lena")
    after = recommending.learn()
    assert (after.about.people, after.about.events) == (without.about.people, without.about.events)
    assert after.touched.tolist() == without.touched.tolist()
    assert pairs(after, shelf) == pairs(without, shelf)
    assert not [path for path in files_of(folder(shelf)) if b"lena" in path.read_bytes()]


@pytest.mark.parametrize("leave", ["forget_person", "opt_out"])
def test_a_model_from_before_somebody_left_is_not_used_any_more(
    shelf: Any, recommending: Recommending, many: Callable[[], None], leave: str
) -> None:
    many()
    shelf.did("lena", EventKind.ADDED, shelf.other[9])
    old = recommending.learn()
    getattr(shelf.library.catalog, leave)("lena")
    for one in (recommending, again(shelf)):
        new = one._holder.now()
        assert new is not None and new.about.forgettings > old.about.forgettings
        assert new.touched[list(new.model.items).index(shelf.other[9])] == 0


def test_answers_go_on_while_something_new_is_learnt(
    shelf: Any, recommending: Recommending, many: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    many()
    old = recommending.learn()
    begun, go_on = Signal(), Signal()
    learnt = recommending._holder._learnt

    def slowly(progress: Any) -> Trained:
        begun.set()
        assert go_on.wait(60)
        return learnt(progress)

    monkeypatch.setattr(recommending._holder, "_learnt", slowly)
    recommending._holder._rests_until = 0.0
    shelf.did("u1", EventKind.ADDED, shelf.other[3])
    assert shelf.other[3] not in lists(recommending, "u1")  # what one did oneself counts at once
    assert begun.wait(60) and recommending._holder.now() is old
    go_on.set()
    recommending.wait()
    new = recommending._holder.now()
    assert new is not None and new is not old and new.about.events == old.about.events + 1


def test_a_large_library_is_answered_by_content_until_it_is_learnt(
    shelf: Any, recommending: Recommending, many: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_holder, "SMALL", 0)
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    answer = recommending.recommend(Wish("me", limit=5))
    assert [note.code.value for note in answer.notes] == ["learning"]
    assert shelf.sea[1] in [one.hit.scene.id for one in answer.scenes]
    recommending.wait()
    assert recommending.recommend(Wish("me", limit=5)).notes == ()


def test_learning_that_is_stopped_leaves_what_was_there(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    old = recommending.learn()
    many()

    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        recommending.learn(stop)
    assert recommending._holder._usable() is old
    assert recommending.learn() is not old


def test_nothing_is_learnt_again_while_nothing_changes(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    shelf.did("gone", EventKind.ADDED, shelf.sea[0])
    shelf.library.catalog.opt_out("gone")  # the newest event is not read
    assert recommending.learn() is recommending.learn() is recommending._holder.now()


def test_a_million_events_of_one_person_do_not_outweigh_the_others(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    from sqlalchemy import insert

    from library.catalog.part import now
    from library.schema import EventRow

    many()
    row = {"user": "robot", "session": "s", "kind": "added", "details": {}, "happened_at": now()}
    rows = [{**row, "scene_id": shelf.other[number % 30]} for number in range(30_000)]
    with shelf.library.catalog._database.writing() as session:  # past the bound of a day
        session.execute(insert(EventRow), rows)
    learnt = recommending.learn()
    assert learnt.about.events < 21_000
    assert lists(recommending, "u1")[0] in (*shelf.sea, *shelf.town)
    assert len(lists(recommending, "robot")) == 6
