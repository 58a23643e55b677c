"""Tags found without a person: each source's own module says what it bears out, and how sure that is."""

from indexing.tagging.finding import TAGS_VERSION, find_tags

__all__ = ["TAGS_VERSION", "find_tags"]
