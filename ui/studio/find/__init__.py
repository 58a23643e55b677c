"""Scripts and styles: the search box, what it found, what is recommended."""
