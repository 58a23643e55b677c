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
    "boundary_cut": "cut",
    "boundary_fade": "fade",
    "boundary_dissolve": "dissolve",
    "boundary_wipe": "wipe",
    "by_curator": "curator",
    "by_screenplay": "screenplay",
    "by_subtitle": "subtitles",
    "by_description": "description",
    "by_speech": "speech",
    "by_title": "title",
    "by_picture": "picture",
    "by_model": "by meaning",
    # correcting scenes
    "correct_scenes": "Scenes wrong?",
    "scene_begins": "Where scene {number} begins",
    "scene_begins_how": "Drag, or use the arrow keys and Enter; Escape gives up",
    "split_here": "Split here",
    "split_how": "A scene begins at the shot closest to the playhead (S)",
    "merge_next": "Join with the next",
    "merge_how": "The scene at the playhead and the one after it become one (M)",
    "undo_correction": "Take back the last correction",
    "group_again": "Learn from it",
    "group_again_how": "Finds the scenes that nobody corrected anew, as the corrections of this film teach",
    "last_correction": "Last: {what} at {time}",
    "said_split": "split",
    "said_merge": "joined",
    "said_move": "moved",
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
