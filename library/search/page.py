"""From scored scenes to the hits of a page: the scenes with their films, texts, tags and reasons."""

from library.catalog import Catalog
from library.records import SceneText
from library.search.hits import Hit
from library.search.ranking import Ranked
from library.search.telling import reasons, told


def hits_of(catalog: Catalog, ranked: Ranked, query: str, limit: int) -> tuple[Hit, ...]:
    """Return the best scenes; one whose film was removed meanwhile is left out.

    Args:
        catalog: Where the scenes are.
        ranked: What speaks for them.
        query: What was looked for.
        limit: How many at most.
    """
    evidence = ranked.evidence
    places = ranked.order[:limit].tolist()
    best = evidence.scenes[places].tolist()
    scenes = catalog.scenes_with_films(best)
    tags = catalog.tags(best)
    vectors = [int(ranked.closest[place]) for place in places]
    nearest = catalog.embeddings([vector for vector in vectors if vector])
    texts: dict[int, list[SceneText]] = {}
    for text in catalog.texts_of(best):
        texts.setdefault(text.scene_id, []).append(text)
    hits = []
    for place, scene_id, vector in zip(places, best, vectors, strict=True):
        if scene_id not in scenes:
            continue
        scene, film = scenes[scene_id]
        its_texts, its_tags = texts.get(scene_id, []), tags.get(scene_id, ())
        closest = nearest[vector].text if vector in nearest else ""
        why = reasons(query, film, its_texts, its_tags, closest, evidence.shares(place))
        score, relevance = float(evidence.scores()[place]), evidence.relevance(place)
        hits.append(Hit(scene, film, score, relevance, told(its_texts, query), its_tags, why))
    return tuple(hits)
