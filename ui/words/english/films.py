"""English: texts of the Films place."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # films
    "add_films": "Add films",
    "add_films_how": (
        "A film with its subtitles (.srt, .vtt, .ass) and screenplay (.fountain); files that begin "
        "with the film's name go with it."
    ),
    "drop_files": "Drop films, subtitles and screenplays here, or click to choose",
    "film_title": "Title",
    "film_provider": "Provider",
    "film_licence": "Licence",
    "film_credit": "Credit",
    "add_to_library": "Add to the library",
    "adding_count": "{count} being indexed. Scenes appear here when it is done.",
    "choose_files_first": "Choose at least one film first.",
    "film_added": "“{title}” is in the library.",
    "film_broken": "incomplete",
    "film_broken_at": "This file breaks off; it can be used up to {time}.",
    "scene_count": "{count} scenes",
    "all_films": "All films",
    "about_film": "About this film",
    "remove_film": "Remove from the library",
    "remove_film_sure": (
        "Take “{title}” out of the library? Its file stays; stories that use it will miss it."
    ),
    "empty_films": "No films yet",
    "empty_films_how": "Drop a film on the right, or add one from the command line:",
    "no_picture": "no picture",
    # a film as a strip
    "film_strip": "The film from first to last",
    "film_strip_how": "Click to go there. Arrow keys go picture by picture, with Shift a second.",
    "scenes": "Scenes",
    "shots": "Shots",
    "sound": "Sound",
    "cues": "Subtitles",
    "frame_back": "One picture back",
    "frame_forth": "One picture on",
    "zoom_in": "Larger",
    "zoom_out": "Smaller",
    "stage_sound": "measuring loudness",
    "stage_transcript": "writing down what is said",
}
