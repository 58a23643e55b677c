"""What can be wrong with what comes in: films, subtitles, screenplays."""

from library.errors import GallaeError


class IndexingError(GallaeError):
    """A film, or a file beside it, cannot be indexed."""


class FilmUnreadable(IndexingError):
    """A file is missing, empty, no film, or holds no picture that can be decoded."""


class FilmBusy(IndexingError):
    """Somebody else is working on a film."""


class CorrectionRefused(IndexingError):
    """Scenes cannot be corrected in this way."""


class SubtitlesUnreadable(IndexingError):
    """A subtitle file is missing, empty, of an unknown format, or broken."""


class ScreenplayUnreadable(IndexingError):
    """A screenplay file is missing, empty, or no screenplay."""


class SpeechUnavailable(IndexingError):
    """What writes speech down, or its model, is not on this machine."""
