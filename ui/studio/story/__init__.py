"""Scripts and styles: the desk on which a story is arranged, tried and published."""
