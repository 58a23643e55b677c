"""`gallae tags`: taking tags along, bringing them in, and how far two curators agree."""

from pathlib import Path

import click

from ui.command.terminal import note, opened_library, print_json

_FILE = click.Path(path_type=Path, dir_okay=False)
_MOST_SHOWN = 20


@click.group("tags")
def command() -> None:
    """Take tags along as W3C Web Annotation, CSV or SKOS, bring them in, and compare curators."""


@command.command("export")
@click.argument("file", type=_FILE)
@click.option("--film", metavar="FILM", type=int, help="Only this film (its number; see `gallae films`).")
def export(file: Path, film: int | None) -> None:
    """Write tags to FILE: its ending says as what.

    \b
    gallae tags export tags.jsonld        W3C Web Annotations
    gallae tags export tags.csv --film 2  a table, one row a tag
    gallae tags export concepts.ttl       the ontology, as SKOS
    """  # noqa: D301 - the mark by which click keeps lines as they are
    from library.atomic_file import write_whole
    from library.exchange.doors import form_of, written
    from library.exchange.records import FileRefused

    suffixes = (".jsonld", ".json", ".csv", ".ttl")
    if file.suffix.lower() not in suffixes:
        raise FileRefused(f"{file}: of no known kind.", f"End its name in {', '.join(suffixes)}.")
    with opened_library() as library:
        text = "".join(written(library.catalog, form_of(file.name, b""), film))
    write_whole(file, text.encode())
    click.echo(f"-> {file}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--by", "curator", default="", metavar="NAME", help="Who said what names nobody.")
@click.option("--json", "as_json", is_flag=True, help="Print one object and nothing else.")
def import_tags(file: Path, curator: str, as_json: bool) -> None:
    """Take in tags of films that are in the library, or concepts, from FILE.

    A tag goes to the scene that it covers most, if it covers half of it. What was said here later still counts.

    \b
    gallae tags import tags.jsonld
    gallae tags import table.csv --by Mina
    gallae tags import concepts.ttl
    """  # noqa: D301 - the mark by which click keeps lines as they are
    from library.exchange.doors import taken_in
    from library.exchange.records import LARGEST_FILE

    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    with opened_library() as library:
        taken = taken_in(library.catalog, file.name, content, curator)
    if as_json:
        skipped = [{"row": one.row, "why": one.why.message["en"]} for one in taken.skipped]
        print_json({"tags": taken.tags, "concepts": taken.concepts, "skipped": skipped})
        return
    click.echo(
        f"{taken.tags} tags, {taken.concepts} concepts new or changed, {len(taken.skipped)} passed over."
    )
    for one in taken.skipped[:_MOST_SHOWN]:
        note(f"  {one.row}: {one.why.message['en']}")
    if len(taken.skipped) > _MOST_SHOWN:
        note(f"  and {len(taken.skipped) - _MOST_SHOWN} more")


@command.command("agreement")
@click.argument("one")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="Print one object and nothing else.")
def agreement(one: str, other: str, as_json: bool) -> None:
    """Say how far the curators ONE and OTHER agree on what both judged: Cohen's kappa, for each facet and over all.

    \b
    gallae tags agreement Mina Joon
    gallae tags agreement Mina "" --json   with what nobody in particular said
    """  # noqa: D301 - the mark by which click keeps lines as they are
    from library.catalog.agreement import agreement as over
    from library.catalog.agreement import agreement_by_facet

    with opened_library() as library:
        judged = library.catalog.both_judged(one, other)
        known = {curator.name for curator in library.catalog.curators()}
    rows = {**agreement_by_facet(judged), "all": over(judged)}
    if as_json:
        print_json({"one": one, "other": other, "agreement": {name: vars(row) for name, row in rows.items()}})
        return
    for name in {one, other} - known:
        note(f"Nobody called {name!r} said anything yet.")
    click.echo("facet  pairs  agreed  kappa")
    for name, row in rows.items():
        agreed, kappa = ("–" if value is None else f"{value:.2f}" for value in (row.agreed, row.kappa))
        click.echo(f"{name:<5}  {row.pairs:>5}  {agreed:>6}  {kappa:>5}")
