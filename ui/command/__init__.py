"""The command line: `gallae --library DIR COMMAND …`; one file a command, loaded when it is called."""

from ui.command.main import main

__all__ = ["main"]
