"""The screenplay as Fountain (fountain.io/syntax) and the synopsis that a story is drafted from."""

from collections.abc import Sequence

from creator.sample.script.records import Beat, Language, Line, Scene

OR = {"en": "or", "ko": "또는"}


def fountain(scenes: Sequence[Scene], title: str, credit: str) -> str:
    """Write the script as a Fountain screenplay whose dialogue is that of the English subtitles."""
    parts = [f"Title: {title}\nCredit: by\nAuthor: {credit}\n"]
    for number, scene in enumerate(scenes):
        if scene.fade_in and number == 0:
            parts.append("> FADE IN:\n")
        parts.append(f"{scene.heading}\n")
        for shot in scene.shots:
            parts.append(f"{shot.action}\n")
            parts.extend(_spoken(line) for line in shot.lines)
    parts.append("> FADE OUT.\n")
    return "\n".join(parts)


def _spoken(line: Line) -> str:
    if not line.who:
        return f"{line.en[1].upper()}{line.en[2:-1]}.\n"
    cue = f"{line.who} (V.O.)" if line.voice_over else line.who
    aside = f"({line.how})\n" if line.how else ""
    return f"{cue}\n{aside}{line.en}\n"


def synopsis(beats: Sequence[Beat], language: Language) -> str:
    """Write the beats one a line: deeper ones indented, alternatives begun with the language's "or"."""
    lines = []
    for beat in beats:
        other = f"{OR[language]} " if beat.other else ""
        lines.append(f"{'  ' * beat.depth}{other}{getattr(beat, language)}")
    return "\n".join(lines) + "\n"
