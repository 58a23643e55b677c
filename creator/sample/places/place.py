"""What every place is: layers at several depths, a light, and what moves in it by itself."""

from dataclasses import dataclass

from PIL import Image

from creator.sample.light import Light

STAGE = (1200, 675)
WIDE = 1600


@dataclass(frozen=True)
class Moment:
    """One moment of a shot as a place sees it.

    Attributes:
        clock: Seconds since the scene began; what moves by itself follows this.
        pan: How far the camera has gone to the right, in pixels of the stage.
        power: How bright the place's own lamps are, 0 to 1 (lighthouse, windows, fireflies).
    """

    clock: float
    pan: float = 0.0
    power: float = 0.0


class Layer:
    """A painted sheet that moves with the camera as its depth says: 0 far away, 1 with the actors."""

    def __init__(self, image: Image.Image, depth: float, y: int = 0) -> None:
        self.depth = depth
        self.mask: Image.Image | None = None
        self.left, self.top = 0, y
        if image.mode == "RGBA":
            box = image.getchannel("A").getbbox() or (0, 0, 1, 1)
            image = image.crop(box)
            self.left, self.top = box[0], box[1] + y
            self.mask = image.getchannel("A")
        self.image = image.convert("RGB")

    def lay(self, canvas: Image.Image, pan: float) -> None:
        """Paste the part that the camera sees."""
        x = self.left - round(pan * self.depth)
        first, last = max(0, -x), min(self.image.width, canvas.width - x)
        if first >= last:
            return
        box = (first, 0, last, self.image.height)
        mask = self.mask.crop(box) if self.mask else None
        canvas.paste(self.image.crop(box), (x + first, self.top), mask)


class Place:
    """A painted place; a subclass fills `back` and `front` and may move things in `live` and `over`."""

    light = Light()

    def __init__(self, hour: str) -> None:
        self.hour = hour
        self.back: list[Layer] = []
        self.front: list[Layer] = []
        self.paint()

    def paint(self) -> None:
        """Fill the layers; called once."""
        raise NotImplementedError

    def behind(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw everything behind the actors."""
        for layer in self.back:
            layer.lay(canvas, moment.pan)
        self.live(canvas, moment)

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw what moves behind the actors."""

    def before(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw everything in front of the actors."""
        for layer in self.front:
            layer.lay(canvas, moment.pan)
        self.over(canvas, moment)

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw what moves in front of the actors."""
