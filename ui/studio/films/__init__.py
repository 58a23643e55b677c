"""Scripts and styles: films as a wall of posters, and one film as a strip."""
