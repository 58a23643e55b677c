"""The command `gallae` itself: which commands there are, where the library is, how errors are said."""

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from library.errors import GallaeError
from library.progress import Cancelled

_COMMANDS = {
    "add": "Add a film to the library: shots, scenes, words, tags, vectors, pictures.",
    "films": "List the films of the library.",
    "scenes": "List the scenes of a film.",
    "remove": "Take a film out of the library; its file stays.",
    "search": "Find the scenes that fit a piece of story.",
    "recommend": "Recommend scenes to a person, or for a place in a story.",
    "history": "Take along, take out or stop what is recorded of a person.",
    "experiment": "Say what came of trying two ways of recommending.",
    "judge": "Say which scenes answer a query, and fit the search to it.",
    "tag": "Put a concept on a scene, or take it off.",
    "tags": "Take tags along or bring them in; say how far two curators agree.",
    "coverage": "Say which of who, when, where, what, how and why is unknown where.",
    "concept": "Add a concept to the ontology.",
    "draft": "Write a first branching story from a synopsis.",
    "import": "Bring a story over from Twine.",
    "stories": "List the stories of the library; undo, redo, history, versions.",
    "diff": "Say what is different between two stories.",
    "merge": "Put the work of two people together.",
    "check": "Say what is wrong with a story.",
    "rights": "Say what a film's licence and its owner allow.",
    "export": "Write a story for another tool: editors, learning platforms, Twine.",
    "publish": "Make a playable bundle of a story.",
    "verify": "Say whether a bundle is still what was published.",
    "analyse": "Say what viewers did with a published story.",
    "serve": "Open the studio in a browser.",
    "demo": "Make a sample library, story and bundle.",
    "settings": "Show or change the library's settings.",
}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class _Failed(click.ClickException):
    """Prints one line and exits with 2, as click does for wrong usage."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line on standard error."""
        click.echo(f"gallae: {' '.join(self.message.split())}", err=True)


class _Stopped(_Failed):
    """Somebody asked to stop; the shell's own code for that."""

    exit_code = 130


class _Commands(click.Group):
    """Loads a command's module when it is called, so that `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"ui.command.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GallaeError as error:
            raise _Failed(str(error)) from error
        except (Cancelled, KeyboardInterrupt) as error:
            raise _Stopped(
                "Stopped. What is finished is kept: the same command goes on from there."
            ) from error
        except BrokenPipeError:
            ctx.exit(1)
        except OSError as error:
            raise _Failed(_said(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path),
    envvar="GALLAE_LIBRARY",
    help="The library's folder. Default: a folder in the user's data directory, or $GALLAE_LIBRARY.",
)
@click.version_option(package_name="gallae", prog_name="gallae")
@click.pass_context
def gallae(context: click.Context, folder: Path | None) -> None:
    """Make branching films out of films that exist: index, search, arrange, publish."""
    context.obj = folder


def main() -> None:
    """Run the command line."""
    gallae(prog_name="gallae")


def _said(error: OSError) -> str:
    named = f"{error.filename}: " if error.filename else ""
    cause = error.strerror or os.strerror(error.errno or 0)
    remedy = (
        "Free some space on that disk and try again."
        if error.errno in _NO_SPACE
        else "Check it and try again."
    )
    return f"{named}{cause}. {remedy}"
