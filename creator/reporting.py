"""The address to which a published story sends what its viewers do, if its creator names one and they agree."""

from urllib.parse import urlsplit

from creator.errors import CreatorError

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class NotAnAddress(CreatorError):
    """A text is no address to which viewing data may be sent."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:200]}: is not an address to which viewing data can be sent.",
            "Give the address of a learning record store, such as https://lrs.example.org/xapi.",
        )


def reporting_address(text: str) -> tuple[str, str]:
    """Return an address without a slash at its end, and its origin, to which the player's policy opens the way.

    Raises:
        NotAnAddress: It is not an `https` address (or, on this machine, `http`), or it holds a name and password, a
            question mark or a hash, or letters outside of ASCII.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAnAddress(text) from error
    odd = not text.isascii() or any(mark in " \t\r\n\"'`<>;,\\*?#@" for mark in text)
    if odd or not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)):
        raise NotAnAddress(text)
    named = f"[{host}]" if ":" in host else host
    return text.rstrip("/"), f"{parts.scheme}://{named}" + (f":{port}" if port else "")
