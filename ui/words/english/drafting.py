"""English: texts of bringing stories in, choosing scenes for their nodes, and what is to be shot."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # bringing in
    "story_import": "Import",
    "story_import_title": "Bring a story in",
    "story_import_how": (
        "A file of Twine (.twee, .tw, .html, .json) or a story that was downloaded here (.json), 20 MB at most. "
        "Nothing is run, and what is here already stays as it is."
    ),
    "story_import_drop": "Drop a file here, or",
    "story_import_choose": "Choose a file",
    "story_import_scenes": "Find a scene for each passage",
    "story_import_working": "Reading “{name}” and looking for scenes…",
    "story_import_too_large": "“{name}” is larger than 20 MB.",
    "story_import_no_text": "“{name}” is not a text.",
    "story_import_came": "Nodes: {nodes} · choices: {choices} · endings: {endings} · variables: {variables}",
    "story_import_whole": "Everything came over.",
    "story_import_lost": "To know ({count})",
    "story_import_without": "Nodes without a scene: {count}.",
    "story_import_others": "The file holds more stories",
    "story_import_this_too": "Bring over “{title}”",
    # candidates
    "choose_scenes": "Choose scenes",
    "choose_scenes_how": (
        "Arrow keys go from scene to scene, Enter takes one and goes on, Page Up and Page Down change the node."
    ),
    "drafted_look": "A scene was looked for for each sentence.",
    "nodes": "Nodes",
    "candidates_for": "Scenes for {name}",
    "candidates_asked": "Look for other words",
    "candidates_none": "Nothing in the library fits. Look for other words, or leave it open and shoot it.",
    "candidates_looking": "Looking…",
    "candidate_fit": "fits {share} %",
    "candidate_weak": "fits poorly, {share} %",
    "candidate_now": "plays now",
    "leave_open": "Leave open: to be shot",
    "take_and_go_on": "Take and go on",
    "has_scene": "has a scene",
    "is_open": "open",
    "node_before": "The node before",
    "node_after": "The next node",
    "node_of": "{place} of {count}",
    "other_scenes": "Other scenes…",
    "find_a_scene": "Find a scene…",
    "all_chosen": "That was the last node.",
    "several_clips": "Only the first of its {count} clips is exchanged.",
    # to shoot
    "to_shoot_list": "To shoot",
    "to_shoot_count": "Nodes without footage: {count}.",
    "to_shoot_none": "Nothing: every node has footage.",
    "to_shoot_after": "after {names}",
    "to_shoot_csv": "As a spreadsheet (CSV)",
    "to_shoot_markdown": "As text (Markdown)",
}
