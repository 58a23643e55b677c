"""Stories as SCORM 1.2 packages, for learning platforms: one lesson that plays the bundle and reports how it ended."""
