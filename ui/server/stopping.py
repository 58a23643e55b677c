"""The web server, which lets those go who listen before it waits for them."""

from collections.abc import Callable
from socket import socket

from uvicorn import Config, Server


class StudioServer(Server):
    """A server that says when it stops: streams of events would otherwise keep it open until it is forced.

    Args:
        config: How it serves.
        stopping: Called in the server's loop when it is told to stop.
    """

    def __init__(self, config: Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop serving."""
        self._stopping()
        await super().shutdown(sockets)
