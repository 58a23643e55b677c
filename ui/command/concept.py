"""`gallae concept`: a new entry of the ontology."""

import click

from ui.command.terminal import opened_library


@click.command("concept")
@click.argument("facet", type=click.Choice(["who", "when", "where", "what", "how", "why"]))
@click.option("--en", default="", help="What it is called in English.")
@click.option("--ko", default="", help="What it is called in Korean.")
@click.option("--broader", default="", metavar="LABEL", help="The concept of which it is a kind or part.")
def command(facet: str, en: str, ko: str, broader: str) -> None:
    """Add a concept under FACET to the library's ontology, or find the one that is called so already."""
    from library import NotInLibrary
    from library.ontology import ConceptLookup, Facet

    with opened_library() as library:
        above = ConceptLookup(library.catalog.concepts()).find(broader, Facet(facet)) if broader else ()
        if broader and not above:
            raise NotInLibrary(f"There is no concept {broader!r} under {facet}.", "Add it first.")
        labels = {"en": en, "ko": ko}
        concept = library.catalog.add_concept(Facet(facet), labels, broader=[one.iri for one in above[:1]])
    click.echo(f"{concept.iri}  {' · '.join(concept.labels.values())}")
