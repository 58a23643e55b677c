import doctest
import subprocess
import sys
from types import ModuleType

import pytest

import story
from story import graph
from story.draft import sentences


def test_every_name_behind_the_door_is_there_each_time_it_is_asked_for() -> None:
    for _ in range(2):
        assert not [name for name in story.__all__ if isinstance(getattr(story, name), ModuleType)]
    assert len(set(story.__all__)) == len(story.__all__)


def test_the_door_says_what_it_does_not_have() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'tale'"):
        _ = story.tale


def test_the_door_opens_without_networkx() -> None:
    code = "import sys, story; story.read_story; print('networkx' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize("module", [graph, sentences])
def test_the_examples_in_docstrings_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
