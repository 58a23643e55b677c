"""Files that make a careless reader open other files and addresses, and a server that writes down who comes."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SECRET = "/etc/passwd"
INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"dinf")


@dataclass
class Listener:
    """A web server on this machine; `asked` is what was asked of it."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen until left."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listener.asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        listener.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield listener
        server.shutdown()
        thread.join()


def luring_files(folder: Path, film: Path, address: str) -> list[Path]:
    """Write a file of every kind that refers to another: to a secret, to an address, to a film that is there."""
    targets = {"secret": f"file://{SECRET}", "plain": SECRET, "web": f"{address}/film.mp4", "film": str(film)}
    made = []
    for called, target in targets.items():
        contents = {
            "list.m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
            "master.m3u8": f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{target}\n",
            "key.m3u8": f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{target}"\n#EXTINF:1,\n{film}\n#EXT-X-ENDLIST\n',
            "list.m3u": f"#EXTM3U\n{target}\n",
            "list.ffconcat": f"ffconcat version 1.0\nfile '{target}'\n",
            "manifest.mpd": _manifest(target),
            "session.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
            "reference.mov": f"RTSPtext\n{target}\n",
            "list.pls": f"[playlist]\nFile1={target}\nNumberOfEntries=1\n",
            "link.asx": f'<asx version="3.0"><entry><ref href="{target}"/></entry></asx>',
        }
        for name, content in contents.items():
            for ending in ("", ".mp4", ".mkv"):
                path = folder / f"{called}-{name}{ending}"
                path.write_text(content)
                made.append(path)
    return made


def film_elsewhere(film: bytes, address: str) -> bytes:
    """Return an MP4, whose index is at its end, with every track's samples said to lie at an address."""
    entry = b"url " + bytes(4) + address.encode() + b"\0"
    return _rewritten(film, struct.pack(">I", len(entry) + 4) + entry)


def _rewritten(content: bytes, entry: bytes) -> bytes:
    written, place = b"", 0
    while place + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + size]
        if kind in INSIDE:
            body = _rewritten(body, entry)
        elif kind == b"dref":
            body = bytes(4) + struct.pack(">I", 1) + entry
        written += struct.pack(">I", len(body) + 8) + kind + body
        place += size
    return written


def _manifest(target: str) -> str:
    return (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT1S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" '
        f'bandwidth="1"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>'
    )
