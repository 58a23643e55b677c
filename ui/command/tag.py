"""`gallae tag`: what a curator says of a scene."""

import click

from ui.command.terminal import opened_library


@click.command("tag")
@click.argument("scene", type=int)
@click.argument("facet", type=click.Choice(["who", "when", "where", "what", "how", "why"]))
@click.argument("label")
@click.option("--remove", is_flag=True, help="Take the concept off the scene.")
@click.option("--by", "curator", default="", metavar="NAME", help="Who says so.")
def command(scene: int, facet: str, label: str, remove: bool, curator: str) -> None:
    """Say that the concept LABEL of FACET holds of SCENE (its number; see `gallae search`).

    A label that the ontology does not know is added to it.
    """
    from library.ontology import ConceptLookup, Facet
    from library.words import has_cjk

    with opened_library() as library:
        catalog = library.catalog
        catalog.scene(scene)
        known = ConceptLookup(catalog.concepts()).find(label, Facet(facet))
        if remove:
            for concept in known:
                catalog.untag_scene(scene, concept.iri, curator)
            click.echo(f"Scene {scene} is not tagged {facet}:{label}.")
            return
        concept = (
            known[0]
            if known
            else catalog.add_concept(Facet(facet), {"ko" if has_cjk(label) else "en": label})
        )
        catalog.tag_scene(scene, concept.iri, curator)
    click.echo(f"Scene {scene} is tagged {facet}:{label}.")
