"""Doors to other tools: editing programs, learning platforms, pictures of a story. Each says what it could not take."""
