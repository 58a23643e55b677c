"""Never lost: every edit of a story, undo and redo, named versions, differences, and merging two people's work."""
