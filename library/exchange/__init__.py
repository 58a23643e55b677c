"""Tags and the ontology as files for other tools: W3C Web Annotation, CSV and SKOS, written and read."""
