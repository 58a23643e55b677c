"""Playing a story without a picture: what a play remembers, one viewer's walk, and the walk of all plays at once."""
