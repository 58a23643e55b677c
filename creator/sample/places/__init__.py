"""The places of the sample film, each painted by its own file."""

from collections.abc import Callable
from functools import lru_cache

from creator.sample.places.alley import Alley
from creator.sample.places.forest import Forest
from creator.sample.places.harbour import Harbour
from creator.sample.places.hill import Hill
from creator.sample.places.kitchen import Kitchen
from creator.sample.places.lamp_room import LampRoom
from creator.sample.places.place import Place
from creator.sample.places.pond import Pond
from creator.sample.places.rooftop import Rooftop
from creator.sample.places.stairs import Stairs

PLACES: dict[str, Callable[[str], Place]] = {
    "harbour": Harbour,
    "kitchen": Kitchen,
    "alley": Alley,
    "forest": Forest,
    "pond": Pond,
    "hill": Hill,
    "stairs": Stairs,
    "lamp room": LampRoom,
    "rooftop": Rooftop,
}


@lru_cache(maxsize=2)
def paint_place(name: str, hour: str) -> Place:
    """Paint a place at an hour of the day; the last ones are kept."""
    return PLACES[name](hour)
