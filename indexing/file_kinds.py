"""By which endings of their names films, subtitles and screenplays are known, in lower case."""

FILM_SUFFIXES = (
    *(".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ogv", ".ts", ".m2ts", ".mts"),
    *(".wmv", ".flv", ".mxf", ".3gp"),
)
SUBTITLE_SUFFIXES = (".srt", ".vtt", ".ass", ".ssa", ".sub", ".smi", ".sami", ".ttml", ".dfxp")
SCREENPLAY_SUFFIXES = (".fountain", ".spmd", ".fdx", ".txt", ".pdf")
