"""The other ways: the lighthouse's stairs and lamp room, the rooftops, and the morning that follows."""

from creator.sample.places.stairs import FIRST, RISE, STEP
from creator.sample.script.records import Line, Part, Scene, Shot, View


def climb(seconds: float, first: int, steps: int) -> tuple[tuple[float, float, float], ...]:
    """Give a way up the stairs, one step after another."""
    way = []
    for number in range(steps + 1):
        step = first + number
        way.append((seconds * number / steps, step * STEP + STEP * 0.5, FIRST - RISE * step + 4))
    return tuple(way)


STAIRS = Scene(
    "lighthouse stairs", "stairs", "night", "INT. LIGHTHOUSE STAIRS - NIGHT",
    (
        Shot(
            "Inside the dark tower Mina and Bori climb the winding stone stairs. "
            "Moonlight falls through narrow windows.",
            View(pan=(0, 140), zoom=(1.0, 1.05), at=(0.5, 0.5)),
            (
                Part("bori", climb(6.4, 1, 6), 0.95, 1),
                Part("mina", climb(6.4, 3, 6), 1.1, 1),
            ),
            (
                Line("What if we climb the lighthouse?", "등대에 올라가면 어떨까?", "MINA"),
                Line(
                    "Two hundred stairs! I counted them.",
                    "계단이 이백 개야! 내가 세어 봤어.", "BORI", "out of breath",
                ),
            ),
            6.0,
        ),
        Shot(
            "Bori stops on a step, tired. Mina turns back and holds out her hands.",
            View(pan=(330, 350), zoom=(1.2, 1.28), at=(0.55, 0.12)),
            (
                Part("bori", ((0, 9.5 * STEP, FIRST - 9 * RISE + 4),), 1.0, 1, mood="sad"),
                Part("mina", ((0, 11.5 * STEP, FIRST - 11 * RISE + 4),), 1.12, -1, "reach"),
            ),
            (
                Line(
                    "Only a few more steps, Bori. Up we go.",
                    "조금만 더, 보리. 거의 다 왔어.", "MINA", "holding out her hands",
                ),
            ),
            4.0,
        ),
    ),
    ("wind", "steps"), "stairs", fade_in=True,
)  # fmt: skip

LAMP_ROOM = Scene(
    "great lamp", "lamp room", "night", "INT. LAMP ROOM - NIGHT",
    (
        Shot(
            "The lamp room under the stars. The great glass lamp stands cold "
            "and dark. Far out, a ship's tiny light.",
            View(pan=(250, 200), zoom=(1.0, 1.06), at=(0.5, 0.5)),
            (
                Part("bori", ((0, 200, 606), (2.2, 380, 606)), 1.05, 1),
                Part("mina", ((0, 340, 618), (2.2, 560, 618)), 1.2, 1, mood="awe"),
            ),
            (Line("The great lamp is cold and dark.", "커다란 등이 차갑고 캄캄해.", "MINA"),),
            4.2,
        ),
        Shot(
            "Bori looks up at the cold glass. In its round chest a small heart begins to glow.",
            View(close=(420, 140, 520), zoom=(1.0, 1.08)),
            (
                Part("bori", ((0, 600, 716),), 4.2, 1, "heart", "calm", lamp=(-0.6, 1.4), look=0.3),
            ),
            (
                Line(
                    "I have one more light: my own heart.",
                    "빛이 하나 더 있어. 내 심장이야.", "BORI", "quietly",
                ),
            ),
        ),
        Shot(
            "The great lamp bursts into golden light. Rays turn over the sea. Mina hugs the air for joy.",
            View(pan=(200, 220), zoom=(1.08, 1.0), at=(0.5, 0.5), power=(-0.2, 2.4)),
            (
                Part("bori", ((0, 600, 606),), 1.1, 1, "wave", "joy", lamp=(0.5, 0.5)),
                Part("mina", ((0, 1010, 616),), 1.2, -1, "wave", "joy"),
            ),
            (
                Line(
                    "Half for the lamp, and half for you!",
                    "반은 등에게, 반은 너에게!", "MINA", "laughing",
                ),
                Line(
                    "So ends the night, if you share your heart.",
                    "마음을 나누면, 밤은 이렇게 끝나.", "MINA", "", True,
                ),
            ),
        ),
    ),
    ("wind", "sea"), "lamp", fade_out=True,
)  # fmt: skip

ROOFTOP = Scene(
    "rooftops in the snow", "rooftop", "night", "EXT. ROOFTOP - NIGHT",
    (
        Shot(
            "The rain has turned to snow. Mina and Bori walk along a white rooftop above the sleeping town.",
            View(pan=(30, 230), zoom=(1.0, 1.05), at=(0.5, 0.7), power=(0.03, 0.03)),
            (
                Part("bori", ((0, 330, 582), (5.5, 760, 578)), 1.0, 1),
                Part("mina", ((0, 480, 588), (5.5, 920, 584)), 1.15, 1),
            ),
            (
                Line(
                    "What if we wake the town from the rooftops?",
                    "지붕 위에서 마을을 깨우면 어떨까?", "MINA",
                ),
                Line("It is snowing. Everyone is asleep.", "눈이 와. 모두 자고 있어.", "BORI"),
            ),
        ),
        Shot(
            "Mina cups her hands and calls over the snowy rooftops.",
            View(close=(300, 200, 560), zoom=(1.0, 1.06), power=(0.05, 0.3)),
            (Part("mina", ((0, 560, 905),), 3.2, 1, "cup", "awe"),),
            (
                Line(
                    "Wake up! Put a lamp in every window!",
                    "일어나요! 창문마다 등불을 켜요!", "MINA", "shouting",
                ),
            ),
        ),
        Shot(
            "One window lights up, then ten, then all of them. The whole town glows through the snow.",
            View(pan=(190, 130), zoom=(1.06, 1.0), at=(0.5, 0.5), power=(0.0, 1.15)),
            (
                Part("bori", ((0, 700, 580),), 1.05, 1, "back"),
                Part("mina", ((0, 840, 586),), 1.2, 1, "back"),
            ),
            (
                Line(
                    "All the windows! The ship can see us!",
                    "창문이 다 켜졌어! 배가 우릴 볼 거야!", "BORI", "jumping",
                ),
                Line(
                    "So ends the night, if everyone helps.",
                    "모두가 도우면, 밤은 이렇게 끝나.", "MINA", "", True,
                ),
            ),
        ),
    ),
    ("wind", "bell"), "snow", "snow", fade_in=True, fade_out=True,
)  # fmt: skip

MORNING = Scene(
    "ship comes home", "harbour", "day", "EXT. HARBOUR - DAY",
    (
        Shot(
            "A bright morning. A ship with white sails comes home into the harbour. Gulls circle.",
            View(pan=(230, 130), zoom=(1.0, 1.05), at=(0.5, 0.4)),
            (
                Part("ship", ((0, 1010, 420), (9, 760, 430)), 1.0),
                Part("gull", ((0, 300, 150), (9, 900, 90)), 1.0),
                Part("gull", ((0, 900, 210), (9, 350, 130)), 0.8, -1),
                Part("gull", ((0, 540, 90), (9, 1100, 190)), 0.6),
                Part("bori", ((0, 470, 606),), 1.05, 1, "wave", "joy"),
                Part("mina", ((0, 330, 618),), 1.2, 1, "wave", "joy"),
            ),
            (
                Line("[a ship's bell, gulls]", "[뱃종 소리, 갈매기 소리]"),
                Line("The ship! The ship came home!", "배다! 배가 돌아왔어!", "MINA", "waving"),
            ),
            5.0,
        ),
        Shot(
            "Bori looks up at Mina in the sunshine.",
            View(close=(240, 150, 560), zoom=(1.0, 1.05)),
            (
                Part("bori", ((0, 380, 735),), 3.0, 1, mood="calm", look=0.6),
                Part("mina", ((0, 830, 905),), 3.2, -1, "stand", "calm", look=0.3),
            ),
            (
                Line("But which night was the real one?", "그런데 어느 밤이 진짜야?", "BORI"),
                Line("The one you choose.", "네가 고른 밤이지.", "MINA", "smiling"),
            ),
        ),
        Shot(
            "From behind: the girl and the robot stand at the edge of the pier and watch the ship sail in.",
            View(pan=(150, 150), zoom=(1.1, 1.0), at=(0.5, 0.6)),
            (
                Part("ship", ((0, 800, 430), (9, 720, 434)), 1.0),
                Part("gull", ((0, 400, 120), (6, 860, 170)), 0.8),
                Part("bori", ((0, 660, 600),), 1.05, 1, "back"),
                Part("mina", ((0, 800, 612),), 1.2, -1, "back"),
            ),
            (),
            4.2,
        ),
    ),
    ("sea", "gulls"), "morning", fade_in=True, fade_out=True,
)  # fmt: skip
