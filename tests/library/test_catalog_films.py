"""Films, sources, settings, stories, jobs and events in the catalog."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from library import Library, NotInLibrary, StaleRevision
from library.catalog.events import Event
from library.catalog.films import FilmLabel, Source
from library.catalog.jobs import JobState


def test_facts_of_a_film_come_back_exactly(library: Library, facts: Callable) -> None:
    given = facts("a1")
    film = library.catalog.add_film(given, FilmLabel("Title", "Provider", "CC-BY-4.0", "Somebody"))
    assert library.catalog.film(film.id) == film == library.catalog.film_by_fingerprint(given.fingerprint)
    assert (film.duration, film.clock, film.frame_rate) == (given.duration, given.clock, given.frame_rate)
    assert (film.title, film.provider, film.licence, film.credit) == (
        "Title",
        "Provider",
        "CC-BY-4.0",
        "Somebody",
    )
    assert film.added_at.tzinfo is UTC


def test_adding_a_film_again_keeps_its_number_and_what_was_said(library: Library, facts: Callable) -> None:
    film = library.catalog.add_film(facts("a1"), FilmLabel(title="Title", credit="Somebody"))
    library.catalog.set_end(film.id, Fraction(4, 3), broken=True)
    again = library.catalog.add_film(facts("a1"), FilmLabel(licence="CC0-1.0"))
    assert (again.id, again.title, again.credit, again.licence) == (film.id, "Title", "Somebody", "CC0-1.0")
    assert again.duration == again.broken_at == Fraction(4, 3)


def test_a_film_without_a_title_is_called_as_its_file(library: Library, facts: Callable) -> None:
    assert library.catalog.add_film(facts("a1"), FilmLabel()).title == "a1"


def test_the_newest_film_comes_first(library: Library, facts: Callable) -> None:
    ids = [library.catalog.add_film(facts(name), FilmLabel()).id for name in ("a1", "b2", "c3")]
    assert [film.id for film in library.catalog.films()] == ids[::-1]


def test_a_new_title_is_found_and_the_old_one_is_not(library: Library, put: Callable, told: type) -> None:
    film, scenes = put("a1", "Working title", [told("hello")])
    library.catalog.relabel_film(film.id, FilmLabel(title="등대지기"))
    assert [match.scene_id for match in library.catalog.match_words("등대지기")] == scenes
    assert library.catalog.match_words("working") == ()


def test_what_is_not_there_is_said(library: Library, facts: Callable) -> None:
    catalog = library.catalog
    for ask in (
        lambda: catalog.film(99),
        lambda: catalog.film_by_fingerprint("f" * 64),
        lambda: catalog.remove_film(99),
        lambda: catalog.relabel_film(99, FilmLabel(title="x")),
        lambda: catalog.scenes(99),
        lambda: catalog.scene(99),
        lambda: catalog.story("none"),
        lambda: catalog.job(99),
        lambda: catalog.tag_scene(99, "urn:gallae:concept:where/harbour"),
    ):
        with pytest.raises(NotInLibrary):
            ask()
    assert catalog.find_film("f" * 64) is None


def test_a_source_replaces_its_namesake_and_a_screenplay_any_other(library: Library, facts: Callable) -> None:
    film = library.catalog.add_film(facts("a1"), FilmLabel())
    first = (
        Source("subtitles", "a.srt", b"old"),
        Source("subtitles", "b.srt", b"b"),
        Source("screenplay", "one", b"1"),
    )
    library.catalog.keep_sources(film.id, first)
    library.catalog.keep_sources(
        film.id, [Source("subtitles", "a.srt", b"new"), Source("screenplay", "two", b"2")]
    )
    kept = [(source.name, source.content) for source in library.catalog.sources(film.id, "subtitles")]
    assert kept == [("a.srt", b"new"), ("b.srt", b"b")]
    assert [source.name for source in library.catalog.sources(film.id, "screenplay")] == ["two"]


def test_a_setting_has_its_default_until_somebody_chooses(library: Library) -> None:
    assert library.catalog.setting("colour") == ""
    assert library.catalog.setting("colour", "red") == "red"
    library.catalog.set_setting("colour", "blue")
    library.catalog.set_setting("colour", "초록")
    assert library.catalog.setting("colour", "red") == "초록"


def test_a_story_saved_from_an_old_revision_is_refused(library: Library) -> None:
    catalog = library.catalog
    assert catalog.save_story("id", "Story", {"nodes": []}, base_revision=0) == 1
    assert catalog.save_story("id", "Story", {"nodes": [1]}, base_revision=1) == 2
    with pytest.raises(StaleRevision, match="'Mine' is at revision 2; this change was made from 1"):
        catalog.save_story("id", "Mine", {"nodes": [2]}, base_revision=1)
    with pytest.raises(StaleRevision):
        catalog.save_story("new", "New", {}, base_revision=3)
    kept = catalog.story("id")
    assert (kept.title, kept.revision, kept.document) == ("Story", 2, {"nodes": [1]})
    assert catalog.save_story("id", "Whatever is there", {}) == 3
    catalog.delete_story("id")
    catalog.delete_story("id")
    assert catalog.stories() == ()


def test_the_last_changed_story_comes_first(library: Library) -> None:
    for name in ("one", "two", "one"):
        library.catalog.save_story(name, name, {})
    assert [story.id for story in library.catalog.stories()] == ["one", "two"]


def test_a_job_goes_its_way(library: Library) -> None:
    catalog = library.catalog
    number = catalog.ask_for_job("add", {"path": "film.mp4"})
    assert catalog.job(number).state is JobState.WAITING
    assert catalog.report_job(number, "watching", 5, 10) is JobState.RUNNING
    catalog.cancel_job(number)
    assert catalog.report_job(number, "watching", 6, 10) is JobState.CANCELLING
    catalog.end_job(number, JobState.CANCELLED, "Stopped.")
    catalog.cancel_job(number)
    job = catalog.job(number)
    assert (job.state, job.state.final, job.stage, job.done, job.message) == (
        "cancelled",
        True,
        "watching",
        6,
        "Stopped.",
    )
    later = catalog.ask_for_job("publish", {})
    catalog.end_job(later, JobState.DONE, result={"folder": "x"})
    assert [(job.id, job.result) for job in catalog.jobs()] == [(later, {"folder": "x"}), (number, {})]


def test_events_come_back_in_the_order_in_which_they_happened(
    library: Library, put: Callable, told: type
) -> None:
    film, [scene] = put("a1", "Film", [told("hello")])
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    elsewhere = datetime(2026, 1, 1, 20, 30, tzinfo=timezone(timedelta(hours=9)))  # 11:30 UTC
    library.catalog.append_event(Event("u", "s", "previewed", scene, details={"초": 3}, happened_at=noon))
    library.catalog.append_event(Event("u", "other sitting", "added", scene, "story", happened_at=elsewhere))
    library.catalog.append_event(Event("other", "s", "added", scene))
    kinds = [(event.kind, event.happened_at) for event in library.catalog.events("u")]
    assert kinds == [("added", elsewhere), ("previewed", noon)]
    assert library.catalog.events("u")[1].details == {"초": 3}
    library.catalog.remove_film(film.id)
    assert [event.scene_id for event in library.catalog.events("u")] == [None, None]
