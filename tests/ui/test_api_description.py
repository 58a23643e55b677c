"""The description of the API is true: whatever it allows is answered as it says, and never with a 5xx."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 15
"""Requests for each operation."""


@pytest.fixture(scope="module")
def api(
    stocked_library: Path, tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], str]
) -> Any:
    """The description that a studio of its own gives: these requests add and remove at random."""
    folder = shutil.copytree(stocked_library, tmp_path_factory.mktemp("described") / "library")
    described = schemathesis.openapi.from_url(f"{serving(folder)}/api/v1/openapi.json")
    return described.exclude(path="/api/v1/jobs/events")  # it never ends: test_job_events.py listens to it


def failures_of(operation: Any) -> list[str]:
    """Ask for an operation in many ways; return what was not answered as described."""

    @given(operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        ask()
    except schemathesis.errors.SchemathesisError as error:
        return [f"{operation.label}: {error}"]
    except BaseExceptionGroup as several:
        return [f"{operation.label}: {error}" for error in several.exceptions]
    return []


def test_every_answer_is_as_described(api: Any) -> None:
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 25
    wrong = [failure for operation in operations for failure in failures_of(operation)]
    assert not wrong, "\n\n".join(wrong)
