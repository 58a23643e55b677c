"""People change the ontology: what is searched follows at once, and what is shipped later undoes none of it."""

from collections.abc import Callable

import pytest

from library import Library, LibraryError, NotInLibrary, Origin
from library.catalog.tags import NewTag
from library.errors import StillUsed
from library.ontology import ConceptLookup, Facet, OntologyError, concept_iri, read_ontology
from library.search import SceneSearch, SearchRequest

NIGHT, EVENING = concept_iri(Facet.WHEN, "night"), concept_iri(Facet.WHEN, "evening")
DAY, MORNING = concept_iri(Facet.WHEN, "day"), concept_iri(Facet.WHEN, "morning")
HARBOUR = concept_iri(Facet.WHERE, "harbour")


def test_a_new_name_is_found_at_once_and_stays(library: Library, put: Callable, told: type) -> None:
    _, scenes = put("a1", "Film", [told("x")] * 2)
    catalog = library.catalog
    catalog.tag_scene(scenes[0], HARBOUR)
    search = SceneSearch(catalog)

    def found(label: str) -> list[int]:
        return [hit.scene.id for hit in search.find(SearchRequest(facets={Facet.WHERE: (label,)})).hits]

    assert found("harbour") == scenes[:1]
    changed = catalog.edit_concept(HARBOUR, labels={"ko": " 큰\n항구 "}, synonyms={"en": ["haven zone"]})
    assert changed.labels["ko"] == "큰 항구" and "항구" in changed.synonyms["ko"]
    assert found("큰 항구") == found("haven zone") == scenes[:1]
    assert [match.scene_id for match in catalog.match_words("zone")] == scenes[:1]
    catalog.write_shipped_concepts(read_ontology())
    assert catalog.concept(HARBOUR) == changed


@pytest.mark.parametrize(
    "change",
    [
        {"labels": {"en": "", "ko": " "}},
        {"labels": {"en": "Daytime"}},
        {"broader": [NIGHT]},
        {"broader": [EVENING]},
        {"broader": [HARBOUR]},
    ],
)
def test_changes_that_do_not_fit_are_refused(library: Library, change: dict) -> None:
    library.catalog.edit_concept(EVENING, broader=[NIGHT])
    before = library.catalog.concepts()
    with pytest.raises(OntologyError) as refused:
        library.catalog.edit_concept(NIGHT, **change)
    assert refused.value.remedy and library.catalog.concepts() == before
    with pytest.raises(NotInLibrary):
        library.catalog.edit_concept(NIGHT, broader=["urn:nothing"])


def test_merging_moves_all_that_belongs_to_a_concept(library: Library, put: Callable, told: type) -> None:
    film, (one, two, three) = put("a1", "Film", [told("x")] * 3)
    catalog = library.catalog
    above = catalog.add_concept(Facet.WHEN, {"en": "dark hours"}).iri
    merged = catalog.add_concept(Facet.WHEN, {"en": "gloaming"}, broader=[above]).iri
    below = catalog.add_concept(Facet.WHEN, {"ko": "땅거미 끝"}, broader=[merged, NIGHT]).iri
    found = [NewTag(two, merged, Origin.SUBTITLE, 0.7), NewTag(three, NIGHT, Origin.PICTURE, 0.6)]
    catalog.replace_found_tags(film.id, found, "made")
    catalog.tag_scene(one, merged, "Ann")
    catalog.untag_scene(three, NIGHT, "Ben")
    catalog.tag_scene(three, merged, "Ann")
    kept = catalog.merge_concepts(NIGHT, merged)
    assert "gloaming" in kept.synonyms["en"] and above in kept.broader
    assert catalog.scenes_tagged([NIGHT]) == {one, two, three}
    assert catalog.concept(merged) == kept and catalog.concept(below).broader == (NIGHT,)
    assert {said.concept for said in catalog.statements([one, two, three])} == {NIGHT}
    assert {match.scene_id for match in catalog.match_words("gloaming")} == {one, two, three}
    catalog.untag_scene(two, merged)
    catalog.replace_found_tags(film.id, found, "again")
    assert catalog.scenes_tagged([NIGHT]) == {one, three}, "it is known under the old name too"
    catalog.write_shipped_concepts(read_ontology())
    assert above in catalog.concept(NIGHT).broader
    assert ConceptLookup(catalog.concepts()).find("gloaming")[0].iri == NIGHT
    for wrong in (NIGHT, merged, HARBOUR):
        with pytest.raises(OntologyError):
            catalog.merge_concepts(NIGHT, wrong)


def test_merging_with_what_is_above_closes_no_circle(library: Library) -> None:
    catalog = library.catalog
    top = catalog.add_concept(Facet.WHAT, {"en": "top thing"}).iri
    middle = catalog.add_concept(Facet.WHAT, {"en": "middle thing"}, broader=[top]).iri
    low = catalog.add_concept(Facet.WHAT, {"en": "low thing"}, broader=[middle]).iri
    kept = catalog.merge_concepts(low, top)
    lookup = ConceptLookup(catalog.concepts())
    assert low not in lookup.ancestors(low) and middle not in lookup.ancestors(middle)
    assert kept.iri == low and {low, middle} == {low, middle} | set(lookup.ancestors(low))


def test_shipped_concepts_that_were_merged_or_deleted_do_not_come_back(
    library: Library, put: Callable, told: type
) -> None:
    film, (scene,) = put("a1", "Film", [told("x")])
    catalog = library.catalog
    catalog.merge_concepts(NIGHT, EVENING)
    catalog.delete_concept(MORNING)
    catalog.write_shipped_concepts(read_ontology())
    there = {concept.iri for concept in catalog.concepts()}
    assert not there & {EVENING, MORNING}
    assert {broader for concept in catalog.concepts() for broader in concept.broader} <= there
    found = [NewTag(scene, iri, Origin.PICTURE, 0.6) for iri in (EVENING, MORNING)]
    catalog.replace_found_tags(film.id, found, "made")
    assert [tag.concept for tag in catalog.tags([scene])[scene]] == [NIGHT]
    with pytest.raises(StillUsed, match="1 scenes carry"):
        catalog.delete_concept(EVENING)
    with pytest.raises(NotInLibrary):
        catalog.tag_scene(scene, MORNING)


def test_what_is_deleted_leaves_those_below_it_below_what_was_above(library: Library) -> None:
    catalog = library.catalog
    top = catalog.add_concept(Facet.WHAT, {"en": "top thing"}).iri
    middle = catalog.add_concept(Facet.WHAT, {"en": "middle thing"}, broader=[top]).iri
    low = catalog.add_concept(Facet.WHAT, {"en": "low thing"}, broader=[middle]).iri
    catalog.delete_concept(middle)
    assert catalog.concept(low).broader == (top,)
    again = catalog.add_concept(Facet.WHAT, {"en": "middle thing"})
    assert again.iri == middle and again.broader == ()


def test_a_name_that_a_concept_gave_up_makes_another_concept(library: Library) -> None:
    catalog = library.catalog
    first = catalog.add_concept(Facet.WHO, {"en": "Bob"})
    catalog.edit_concept(first.iri, labels={"en": "Robert"}, synonyms={"en": []})
    second = catalog.add_concept(Facet.WHO, {"en": "Bob"})
    assert second.iri != first.iri and second.labels == {"en": "Bob"}
    with pytest.raises(LibraryError, match="is called 'robert'"):
        catalog.edit_concept(second.iri, labels={"en": "Robert"})
