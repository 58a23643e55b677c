"""While some search, others add and remove films: no error, no wrong hit, and nothing that is gone."""

import itertools
import random
import time
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event, Lock

import pytest

from library import Library
from library.search import SceneSearch, SearchRequest, Signal

SEARCHERS, SEARCHES, ROUNDS = 3, 60, 20
AT_MOST = 60.0
"""Seconds; a second or two on a machine that has nothing else to do."""
COMMON = ["boat", "pier", "sea", "wave", "gull", "lamp", "tower", "room"]


class Log:
    """Which films are there, each with the word that only its scenes have, and when each went."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.there: dict[int, str] = {}
        self.gone_at: dict[int, float] = {}

    def added(self, film_id: int, word: str) -> None:
        with self._lock:
            self.there[film_id] = word

    def leaves(self, film_id: int) -> None:
        with self._lock:
            del self.there[film_id]

    def left(self, film_id: int) -> None:
        with self._lock:
            self.gone_at[film_id] = time.monotonic()

    def stable(self) -> dict[int, str]:
        with self._lock:
            return dict(self.there)


@pytest.mark.parametrize("shared_search", [True, False], ids=["one search", "a search each"])
def test_searching_goes_on(library: Library, put: Callable, told: type, shared_search: bool) -> None:
    log, stop = Log(), Event()
    found = {"searches": 0, "rounds": 0}
    numbers = itertools.count()

    def add() -> None:
        number = next(numbers)
        word, chance = f"word{number}x", random.Random(number)
        scenes = [told(" ".join([word, *chance.choices(COMMON, k=12)])) for _ in range(4)]
        film, _ = put(f"{number}x", f"Film {word}", scenes)
        log.added(film.id, word)

    def write() -> None:
        chance = random.Random(0)
        while not stop.is_set():
            found["rounds"] += 1
            if len(log.there) > 6:
                film_id = chance.choice(list(log.there))
                log.leaves(film_id)
                library.catalog.remove_film(film_id)
                log.left(film_id)
            add()

    def look(seed: int, search: SceneSearch) -> None:
        chance = random.Random(seed)
        while not stop.is_set():
            start, there = time.monotonic(), log.stable()
            film_id, word = chance.choice(list(there.items()))
            if chance.random() < 0.5:
                hits = search.find(SearchRequest(word, signals=frozenset({Signal.WORDS}))).hits
                assert {hit.film.id for hit in hits} <= {film_id}, "another film does not have the word"
                assert len(hits) == 4 or film_id not in log.stable(), "its film has it four times"
            else:
                hits = search.find(SearchRequest(f"{word} {' '.join(chance.choices(COMMON, k=3))}")).hits
                assert hits
            found["searches"] += 1
            for hit in hits:
                assert log.gone_at.get(hit.film.id, start) >= start, "gone before the search began"
                assert hit.text.startswith(hit.film.title.split()[1]), "a line of another film"

    for _ in range(5):
        add()
    one = SceneSearch.over(library)
    searches = [one if shared_search else SceneSearch.over(library) for _ in range(SEARCHERS)]
    with ThreadPoolExecutor(SEARCHERS + 1) as threads:
        work = [threads.submit(write), *(threads.submit(look, *each) for each in enumerate(searches))]
        end = time.monotonic() + AT_MOST
        while time.monotonic() < end and (found["searches"] < SEARCHES or found["rounds"] < ROUNDS):
            if wait(work, timeout=0.1, return_when=FIRST_EXCEPTION).done:
                break
        stop.set()
    for each in work:
        each.result()
    assert found["searches"] >= SEARCHES and found["rounds"] >= ROUNDS
    remaining = {hit.film.id for hit in one.find(SearchRequest("boat pier sea lamp", limit=100)).hits}
    assert remaining <= set(log.there)
