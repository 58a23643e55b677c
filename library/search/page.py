"""From scored scenes to the hits of a page: the scenes with their films, texts, tags and reasons."""

from collections.abc import Collection, Mapping, Sequence

from library.catalog import Catalog
from library.catalog.pages import Page
from library.search.hits import Hit, SearchRequest
from library.search.marking import AskedTerms, asked_terms, learn
from library.search.ranking import Ranked
from library.search.telling import SceneToTell, lines_of, reasons, told


def hits_of(
    catalog: Catalog, ranked: Ranked, query: str, request: SearchRequest, named: Collection[str] = ()
) -> tuple[Hit, ...]:
    """Return the best scenes, as many as asked for; one whose film was removed meanwhile is left out.

    Args:
        catalog: Where the scenes are.
        ranked: What speaks for them.
        query: What was looked for.
        request: Says how many, and after how many.
        named: IRIs of the concepts that the query names, and of all that is narrower.
    """
    shown = ranked.order[request.offset : request.offset + request.limit]
    return hits_at(catalog, ranked, shown.tolist(), query, named)


def has_more(ranked: Ranked, request: SearchRequest) -> bool:
    """Say whether there are scenes after those that `hits_of` returns."""
    return len(ranked.order) > request.offset + request.limit


def hits_at(
    catalog: Catalog, ranked: Ranked, places: Sequence[int], query: str, named: Collection[str] = ()
) -> tuple[Hit, ...]:
    """Return the scenes at some places of `ranked.evidence`, in this order; otherwise as `hits_of`."""
    scenes = ranked.evidence.scenes[list(places)].tolist()
    page = catalog.page(scenes, ranked.closest[list(places)].tolist())
    times = catalog.cue_times(scene for scene, _ in page.scenes.values())
    asked = asked_terms(query)
    learn(line for texts in page.texts.values() for line in lines_of(texts))
    return tuple(
        _hit(page, ranked, place, times.get(scene_id, {}), asked, named)
        for place, scene_id in zip(places, scenes, strict=True)
        if scene_id in page.scenes
    )


def plain_hits(catalog: Catalog, scene_ids: Sequence[int]) -> tuple[Hit, ...]:
    """Return those of some scenes that are there, in this order, as hits for which nothing speaks."""
    page = catalog.page(scene_ids, ())
    asked = asked_terms("")
    return tuple(
        Hit(scene, film, 0.0, 0.0, told(page.texts.get(one, ()), asked).text, page.tags.get(one, ()), ())
        for one, (scene, film) in ((one, page.scenes[one]) for one in scene_ids if one in page.scenes)
    )


def _hit(
    page: Page,
    ranked: Ranked,
    place: int,
    times: Mapping[str, int],
    asked: AskedTerms,
    named: Collection[str],
) -> Hit:
    evidence = ranked.evidence
    scene_id = int(evidence.scenes[place])
    scene, film = page.scenes[scene_id]
    texts, tags = page.texts.get(scene_id, ()), page.tags.get(scene_id, ())
    closest = page.embedded.get(int(ranked.closest[place]), "")
    line = told(texts, asked)
    why = reasons(
        SceneToTell(film, texts, tags, closest, lambda line: times.get(" ".join(line.split()))),
        asked,
        named,
        evidence.shares(place),
    )
    score, relevance = float(evidence.scores()[place]), evidence.relevance(place)
    return Hit(scene, film, score, relevance, line.text, tags, why, line.marks)
