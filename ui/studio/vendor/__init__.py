"""Scripts that came from elsewhere, each with its licence beside it."""
