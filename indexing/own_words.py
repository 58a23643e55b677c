"""What a film's own file says in words: its subtitle tracks, and a transcript of its sound if one is asked for."""

from dataclasses import dataclass
from pathlib import Path

from indexing.guard import Guard
from indexing.speech import Transcriber, is_transcript, transcript, transcript_prefix
from indexing.subtitles import is_chapters, is_description
from indexing.subtitles.tracks import read_tracks
from library.findings import FilmFacts, Source
from library.progress import Progress


@dataclass(frozen=True)
class OwnWords:
    """Sources from inside a film, and what a person should know about them."""

    sources: tuple[Source, ...]
    notes: tuple[str, ...]


def own_words(
    guard: Guard,
    facts: FilmFacts,
    beside: tuple[Source, ...],
    transcriber: Transcriber | None,
    progress: Progress,
) -> OwnWords:
    """Return the subtitle tracks of a film, and a transcript where nothing else tells what is said.

    Args:
        guard: Runs what reads the film's file.
        facts: What is known of it.
        beside: The sources that are kept beside it already, or are about to be.
        transcriber: Writes down what is said, if that is wanted.
        progress: Told what is done.

    Raises:
        FilmUnreadable: The file cannot be read.
        SpeechUnavailable: The transcriber, or its model, is not on this machine.
    """
    tracks = guard.run(read_tracks, facts.path, facts.clock.origin, progress=progress)
    if transcriber is None:
        return OwnWords(tracks.sources, tracks.unreadable)
    told = (*beside, *tracks.sources)
    if any(_tells_dialogue(source) for source in told):
        note = f"{facts.path.name} has subtitles, so what is said in it was not transcribed."
        return OwnWords(tracks.sources, (*tracks.unreadable, note))
    if any(source.name.startswith(transcript_prefix(transcriber)) for source in beside):
        return OwnWords(tracks.sources, tracks.unreadable)
    heard = transcript(guard, facts.path, facts.clock.origin, transcriber, progress)
    if heard is None:
        note = f"{facts.path.name}: nobody is heard speaking in it."
        return OwnWords(tracks.sources, (*tracks.unreadable, note))
    return OwnWords((*tracks.sources, heard), tracks.unreadable)


def _tells_dialogue(source: Source) -> bool:
    name = Path(source.name).name
    other = is_transcript(name) or is_description(source) or is_chapters(name)
    return source.kind == "subtitles" and not other
