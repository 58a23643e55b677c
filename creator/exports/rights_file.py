"""Whom to name and under which licences, as JSON of the IPTC Video Metadata Hub (recommendation 1.5).

The file is a list: first the story, then each film that it uses. What the Hub has no property for, such as licences and
the parts used, stands beside it in a container of our own, as its JSON schema provides.
"""

import json
from pathlib import Path

from creator.credits import Credit, credit_of
from creator.errors import writing_to
from creator.plan import Plan
from library.atomic_file import write_whole
from library.rights.combination import whole_licences

HUB, OURS = "photoVideoMetadataIPTC", "photoVideoMetadata_gallae"

Document = dict[str, object]


def write_rights(plan: Plan, target: Path) -> Path:
    """Write what is to be said of a story's rights, and of those of each film that it uses.

    Raises:
        CreatorError: It cannot be written.
    """
    text = json.dumps(rights_document(plan), indent=2, ensure_ascii=False) + "\n"
    with writing_to(target):
        write_whole(target, text.encode())
    return target


def rights_document(plan: Plan) -> list[Document]:
    """Return titles, creators, credit lines, copyright notices and licences: of the story, and of each film used."""
    credits = {name: credit_of(film) for name, film in plan.films.items()}
    films = [_film_document(credit, plan, name) for name, credit in credits.items()]
    return [_story_document(plan, tuple(credits.values())), *films]


def _story_document(plan: Plan, credits: tuple[Credit, ...]) -> Document:
    story, language = plan.story, plan.story.language
    names = list(dict.fromkeys(credit.credit for credit in credits if credit.credit))
    whole = whole_licences(plan.films.values())
    hub = {
        "title": {language: story.title},
        "identifier": f"urn:gallae:story:{story.id}",
        "language": language,
        "creators": [{"name": {language: name}} for name in names],
        "creditLine": " / ".join(names),
        "copyrightNotice": {language: "; ".join(map(_notice, credits))},
    }
    ours = {
        "licence": story.licence,
        "commercial": story.commercial,
        "must_be_under_one_of": None if whole is None else sorted(whole),
    }
    return {HUB: hub, OURS: ours}


def _film_document(credit: Credit, plan: Plan, fingerprint: str) -> Document:
    language = plan.story.language
    hub: Document = {
        "title": {language: credit.title},
        "identifier": f"urn:sha256:{fingerprint}",
        "creditLine": credit.credit or credit.provider,
        "copyrightNotice": {language: _notice(credit)},
    }
    if credit.credit:
        hub["creators"] = [{"name": {language: credit.credit}}]
    if credit.provider:
        hub["supplier"] = {"name": {language: credit.provider}}
    ours = {
        "licence": credit.licence,
        "licence_id": credit.licence_id,
        "licence_url": credit.licence_url,
        "source": credit.source,
        "used_parts": [
            {"start_ms": clip.start_ms, "end_ms": clip.end_ms}
            for clip in plan.clips
            if clip.film == fingerprint
        ],
    }
    return {HUB: hub, OURS: ours}


def _notice(credit: Credit) -> str:
    """Return one line that names a film, whoever made it, and its licence."""
    return ", ".join(filter(None, (credit.title, credit.credit, credit.licence)))
