"""Opening the studio: where it may listen, and what it says when it cannot."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ui.errors import CannotServe
from ui.server.reach import address_for_others
from ui.server.serving import Certificate, listen, serve


def test_a_port_that_is_taken_is_said_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(CannotServe) as told:
        listen("127.0.0.1", other.getsockname()[1])
    assert "in use" in told.value.message
    assert "--port" in told.value.remedy


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid", "x" * 300])
def test_an_address_of_another_computer_is_refused(host: str) -> None:
    with pytest.raises(CannotServe, match=host[:50]):
        listen(host, 0)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_other_computers_are_served_with_a_password_only(host: str, empty_library: Path) -> None:
    with pytest.raises(CannotServe, match="password"):
        serve(empty_library, host, 0)


def test_a_certificate_that_is_none_is_refused(empty_library: Path, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("no key")
    with pytest.raises(CannotServe, match="no certificate"):
        serve(empty_library, certificate=Certificate(tmp_path / "missing.pem", tmp_path / "key.pem"))


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(CannotServe):
        listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("127.0.0.1", ""),
        ("::1", ""),
        ("localhost", ""),
        ("192.168.1.7", "192.168.1.7"),
        ("studio.lan", "studio.lan"),
    ],
)
def test_others_find_a_studio_where_it_listens(host: str, found: str) -> None:
    assert address_for_others(host) == found


def test_a_studio_that_listens_everywhere_is_found_at_this_computers_own_address() -> None:
    found = address_for_others("0.0.0.0")
    if not found:
        pytest.skip("this computer has no network")
    with socket.create_server((found, 0)):
        pass  # it is an address of this computer
    assert not found.startswith("127.")


def test_the_first_page_waits_for_no_model() -> None:
    code = (
        "import sys, ui.server.app, ui.studio.page; print({'torch', 'sentence_transformers', 'scenedetect', 'cv2'}"
        " & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded == "set()\n"


def test_the_studio_is_light_until_it_is_opened() -> None:
    code = (
        "import sys, ui, ui.server, ui.studio, ui.jobs; print({'gradio', 'torch', 'av'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded == "set()\n"
