"""When the lines of scenes are said, so that a person can go there."""

import json
from collections.abc import Iterable

from sqlalchemy import text

from library.catalog.part import CatalogPart
from library.film_time import milliseconds
from library.records import Scene

_LONGEST_CUE_MS = 60_000
_CUES = text(
    "SELECT json_extract(spans.value, '$[0]'), cues.start_ms, cues.text FROM json_each(:spans) AS spans "
    "JOIN cues ON cues.film_id = json_extract(spans.value, '$[1]') "
    "AND cues.start_ms BETWEEN json_extract(spans.value, '$[2]') - :longest AND json_extract(spans.value, '$[3]') "
    "WHERE (cues.start_ms + cues.end_ms) / 2 >= json_extract(spans.value, '$[2]') "
    "AND (cues.start_ms + cues.end_ms) / 2 < json_extract(spans.value, '$[3]') ORDER BY cues.start_ms DESC"
)


class CueTimeCatalog(CatalogPart):
    """Reads the times of cues."""

    def cue_times(self, scenes: Iterable[Scene]) -> dict[int, dict[str, int]]:
        """Return for each scene that has cues when each of its lines begins first.

        A cue is in the scene in which its middle lies.

        Returns:
            By scene number: milliseconds of film time by line, its words with one space between them.
        """
        spans = [
            (scene.id, scene.film_id, milliseconds(scene.start), milliseconds(scene.end)) for scene in scenes
        ]
        times: dict[int, dict[str, int]] = {}
        with self._database.reading() as session:
            chosen = {"spans": json.dumps(spans), "longest": _LONGEST_CUE_MS}
            for scene_id, start_ms, line in session.execute(_CUES, chosen):
                times.setdefault(scene_id, {})[" ".join(line.split())] = start_ms
        return times
