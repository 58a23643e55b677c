"""`gallae rights`: what a film's licence and its owner allow."""

import click

from ui.command.terminal import opened_library, print_json

_MEANINGS = {
    "editing": "cut it and put it together anew",
    "commercial": "earn money with it",
    "other-licence": "put a story that contains it under any licence",
}
_KINDS = click.Choice(list(_MEANINGS))


@click.command("rights")
@click.argument("film", metavar="FILM", type=int)
@click.option("--licence", default="", help="Under which licence it is, such as CC-BY-4.0.")
@click.option("--credit", default="", help="Who made it and must be named.")
@click.option("--source", help="Where its file was got, such as a web address.")
@click.option("--allow", multiple=True, type=_KINDS, help="The owner allows it by their own word.")
@click.option("--forbid", multiple=True, type=_KINDS, help="The owner forbids it by their own word.")
@click.option(
    "--by-licence", multiple=True, type=_KINDS, help="Take the owner's word back: the licence holds."
)
@click.option("--note", help="Who said so, where and when.")
@click.option("--json", "as_json", is_flag=True, help="Print what is allowed as JSON and nothing else.")
def command(
    film: int,
    licence: str,
    credit: str,
    source: str | None,
    allow: tuple[str, ...],
    forbid: tuple[str, ...],
    by_licence: tuple[str, ...],
    note: str | None,
    as_json: bool,
) -> None:
    """Say what may be done with FILM, a film's number, or change it."""
    from dataclasses import replace

    from library.catalog.films import FilmLabel
    from library.rights.combination import rights_of

    said: dict[str, bool | None] = {}
    for kinds, value in ((by_licence, None), (allow, True), (forbid, False)):
        said |= {kind.replace("-", "_"): value for kind in kinds}
    with opened_library() as library:
        catalog = library.catalog
        word = catalog.film(film).permissions
        word = replace(word, **said, note=word.note if note is None else note)
        if licence or credit:
            catalog.relabel_film(film, FilmLabel(licence=licence, credit=credit))
        if said or note is not None or source is not None:
            catalog.set_rights(film, source=source, permissions=word)
        found = catalog.film(film)
    rights = rights_of(found)
    whole = sorted(rights.whole) if rights.whole is not None else None
    if as_json:
        print_json(
            {
                "film": found.id,
                "title": found.title,
                "licence": found.licence,
                "licence_id": rights.key,
                "licence_url": rights.url,
                "credit": found.credit,
                "source": found.source,
                "attribution": rights.attribution,
                "editing": rights.editing,
                "commercial": rights.commercial,
                "whole_under": whole,
                "note": found.permissions.note,
            }
        )
        return
    known = rights.key or "unknown terms"
    click.echo(
        f"{found.id}  {found.title}: {found.licence or 'nobody has said under which licence'} ({known})"
    )
    for kind, may in (
        ("editing", rights.editing),
        ("commercial", rights.commercial),
        ("other-licence", whole is None),
    ):
        click.echo(f"  {'may' if may else 'may not'} {_MEANINGS[kind]}")
    if whole is not None:
        click.echo(f"  a story that contains it must be under {' or '.join(whole)}")
