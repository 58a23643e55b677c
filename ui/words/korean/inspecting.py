"""Korean: texts of the inspector that concern clips, pictures and the whole film, and of previews."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {}
