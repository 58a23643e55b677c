"""The doors: command line, web studio, REST API and player pages. They ask and show; every rule lives below."""

__all__: list[str] = []
