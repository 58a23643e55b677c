"""Whom to name and under which licences, as JSON in the words of the IPTC Video Metadata Hub (version 1.5)."""

import json
from pathlib import Path

from creator.credits import Credit, credit_of, web_address
from creator.errors import writing_to
from creator.plan import Plan
from library.atomic_file import write_whole
from library.rights.combination import whole_licences

STANDARD = "IPTC Video Metadata Hub 1.5"


def write_rights(plan: Plan, target: Path) -> Path:
    """Write what is to be said of a story's rights, and of those of each film that it uses.

    Raises:
        CreatorError: It cannot be written.
    """
    text = json.dumps(rights_document(plan), indent=2, ensure_ascii=False) + "\n"
    with writing_to(target):
        write_whole(target, text.encode())
    return target


def rights_document(plan: Plan) -> dict[str, object]:
    """Return title, creators, credit line, copyright notice and licences of a story and of the films it uses."""
    credits = {name: credit_of(film) for name, film in plan.films.items()}
    names = list(dict.fromkeys(credit.credit for credit in credits.values() if credit.credit))
    whole = whole_licences(plan.films.values())
    return {
        "standard": STANDARD,
        "title": {plan.story.language: plan.story.title},
        "identifier": f"urn:gallae:story:{plan.story.id}",
        "mediaType": "interactive video",
        "creators": [{"name": name} for name in names],
        "creditLine": {plan.story.language: " / ".join(names)},
        "copyrightNotice": {plan.story.language: _notice(credits)},
        "usageTerms": {plan.story.language: plan.story.licence or _whole_terms(whole)},
        "sources": [_source(credit, plan, name) for name, credit in credits.items()],
    }


def _notice(credits: dict[str, Credit]) -> str:
    """Return one line that names every film, whoever made it, and its licence."""
    return "; ".join(
        ", ".join(filter(None, (one.title, one.credit, one.licence))) for one in credits.values()
    )


def _whole_terms(whole: frozenset[str] | None) -> str:
    return " or ".join(sorted(whole)) if whole else ""


def _source(credit: Credit, plan: Plan, fingerprint: str) -> dict[str, object]:
    language = plan.story.language
    clips = [clip for clip in plan.clips if clip.film == fingerprint]
    return {
        "title": {language: credit.title},
        "identifier": f"urn:sha256:{fingerprint}",
        "creators": [{"name": credit.credit}] if credit.credit else [],
        "creditLine": {language: credit.credit or credit.provider},
        "copyrightNotice": {language: ", ".join(filter(None, (credit.credit, credit.licence)))},
        "licensor": [{"name": credit.provider}] if credit.provider else [],
        "usageTerms": {language: credit.licence},
        "webStatementOfRights": credit.licence_url,
        "source": web_address(credit.source) or credit.source,
        "usedParts": [{"start_ms": clip.start_ms, "end_ms": clip.end_ms} for clip in clips],
    }
