"""Refuses to publish what licences or owners forbid, in the words in which checking a story says it."""

from dataclasses import replace

from creator.errors import RightsConflict
from creator.plan import Plan
from story.check.problems import Problem, Severity
from story.check.rights import rights_problems

TOLD_AT_ONCE = 3
"""How many conflicts one message names."""


def refuse_forbidden(plan: Plan) -> None:
    """Refuse a story whose films may not be used so.

    Raises:
        RightsConflict: Names nodes, clips and films, and the way out of each conflict.
    """
    forbidden = [one.message["en"] for one in rights_told(plan) if one.severity is Severity.ERROR]
    if forbidden:
        more = len(forbidden) - TOLD_AT_ONCE
        told = " ".join(forbidden[:TOLD_AT_ONCE])
        raise RightsConflict(told, f"{more} more: see `gallae check`." if more > 0 else "")


def rights_told(plan: Plan) -> tuple[Problem, ...]:
    """Return what is forbidden, and what nobody knows, about the films that are really used."""
    used = replace(plan.story, nodes=tuple(plan.nodes.values()))
    return tuple(rights_problems(used, plan.films))
