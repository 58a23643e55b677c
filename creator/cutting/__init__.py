"""Smart cut: whole groups of pictures are copied, and only the pictures at the ends of a clip are encoded again."""
