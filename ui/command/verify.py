"""`gallae verify`: whether a bundle is still what was published."""

from pathlib import Path

import click

from ui.command.terminal import print_json


@click.command("verify")
@click.argument("bundle", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON and nothing else.")
@click.pass_context
def command(context: click.Context, bundle: Path, as_json: bool) -> None:
    """Compare BUNDLE, a folder or a ZIP file, with its manifest; exits with 1 if anything differs.

    Nothing in it is trusted: nothing is unpacked, no link is followed, no more is read than the manifest lists.
    """
    from creator.verify import verify_bundle

    verdict = verify_bundle(bundle)
    found = {"missing": verdict.missing, "changed": verdict.changed, "unlisted": verdict.unlisted}
    if as_json:
        print_json({"whole": verdict.is_whole, "right": verdict.right, **found})
    else:
        for kind, names in found.items():
            for name in names:
                click.echo(f"{kind:<9} {_printable(name)}")
        click.echo(
            f"{verdict.right} files as published" + (": the bundle is whole." if verdict.is_whole else ".")
        )
    if not verdict.is_whole:
        context.exit(1)


def _printable(name: str) -> str:
    """Return a file's name so that nothing in it moves a terminal's cursor."""
    return "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in name)
