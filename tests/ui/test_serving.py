"""Opening the studio: where it may listen, and what it says when it cannot."""

import socket
import subprocess
import sys

import pytest

from ui.errors import CannotServe
from ui.server.serving import listen


def test_a_port_that_is_taken_is_said_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(CannotServe) as told:
        listen("127.0.0.1", other.getsockname()[1])
    assert "in use" in told.value.message
    assert "--port" in told.value.remedy


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_for_now_only_this_computer_is_served(host: str) -> None:
    with pytest.raises(CannotServe, match="password"):
        listen(host, 0)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(CannotServe):
        listen("127.0.0.1", port)


def test_the_studio_is_light_until_it_is_opened() -> None:
    code = (
        "import sys, ui, ui.server, ui.studio, ui.jobs; print({'gradio', 'torch', 'av'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded == "set()\n"
