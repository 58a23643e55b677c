"""At which address another device on the same network finds the studio."""

import ipaddress
import socket

_ELSEWHERE = {
    socket.AF_INET: "192.0.2.1",
    socket.AF_INET6: "2001:db8::1",
}  # kept for examples: RFC 5737, RFC 3849


def address_for_others(host: str) -> str:
    """Return the name or number under which others find a studio that listens at `host`, or `""` if they cannot.

    One that listens everywhere is found at the address that this computer has towards others. Nothing is sent.
    """
    try:
        listening = ipaddress.ip_address(host)
    except ValueError:
        return "" if host == "localhost" else host
    if not listening.is_unspecified:
        return "" if listening.is_loopback else host
    return own_address(socket.AF_INET) or (own_address(socket.AF_INET6) if listening.version == 6 else "")


def own_address(family: socket.AddressFamily) -> str:
    """Return this computer's address towards others, or `""` without a network."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as towards:
            towards.connect((_ELSEWHERE[family], 9))  # of datagrams, only the way is looked up
            found = str(towards.getsockname()[0])
    except OSError:
        return ""
    return "" if ipaddress.ip_address(found).is_loopback else found
