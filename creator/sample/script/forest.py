"""The way of the light: forest, pond, the harbour lit again, and the hill at dawn."""

from creator.sample.script.records import Line, Part, Scene, Shot, View

FOREST = Scene(
    "forest of fireflies", "forest", "night", "EXT. FOREST - NIGHT",
    (
        Shot(
            "Mina and Bori follow the spark between tall trees. Mushrooms glow blue along the forest path.",
            View(pan=(0, 300), zoom=(1.0, 1.05), at=(0.5, 0.7)),
            (
                Part("spark", ((0, 560, 420), (2, 820, 360), (4, 1000, 430), (6, 1240, 380)), 1.0),
                Part("bori", ((0, 120, 606), (6, 780, 606)), 1.0, 1, mood="calm"),
                Part("mina", ((0, 290, 622), (6, 960, 622)), 1.15, 1, mood="calm"),
            ),
            (
                Line(
                    "What if we follow the light into the forest?",
                    "빛을 따라 숲으로 가면 어떨까?", "MINA",
                ),
                Line(
                    "Hold my hand. The trees are so dark.",
                    "손 잡아 줘. 나무들이 너무 어두워.", "BORI", "whispering",
                ),
            ),
        ),
        Shot(
            "Hundreds of fireflies wake and rise around them. Mina turns, amazed.",
            View(pan=(250, 280), zoom=(1.06, 1.14), at=(0.5, 0.6), power=(0.1, 1.3)),
            (
                Part("bori", ((0, 700, 606),), 1.1, 1, mood="joy"),
                Part("mina", ((0, 900, 618),), 1.2, -1, "wave", "joy"),
                Part("spark", ((0, 800, 260), (2, 780, 200), (4, 830, 240)), 0.9),
            ),
            (Line("Fireflies! Hundreds of fireflies!", "반딧불이다! 수백 마리야!", "MINA", "laughing"),),
            4.2,
        ),
        Shot(
            "Bori watches the spark fly among the fireflies, its eyes wide.",
            View(close=(500, 150, 560), zoom=(1.0, 1.06), power=(1, 1)),
            (
                Part("spark", ((0, 880, 260), (2, 960, 180), (4, 860, 150)), 1.8),
                Part("bori", ((0, 520, 716),), 4.2, 1, mood="awe", look=0.7),
            ),
            (Line("My light has found its family.", "내 빛이 가족을 찾았어.", "BORI", "in wonder"),),
        ),
    ),
    ("crickets", "wind"), "forest", fade_in=True,
)  # fmt: skip

POND = Scene(
    "pond by moonlight", "pond", "night", "EXT. POND - NIGHT",
    (
        Shot(
            "A full moon over a still pond. The spark circles above the "
            "water lilies. Mina reaches out for it.",
            View(pan=(60, 150), zoom=(1.0, 1.06), at=(0.5, 0.6)),
            (
                Part("spark", ((0, 700, 300), (1.5, 860, 360), (3, 760, 410), (5, 800, 400)), 1.1),
                Part("bori", ((0, 560, 612),), 1.05, 1, mood="calm"),
                Part("mina", ((0, 560, 622), (1.6, 700, 624)), 1.15, 1, "reach", "calm"),
            ),
            (
                Line("What if I catch it, here at the pond?", "여기 연못에서 빛을 잡으면?", "MINA"),
                Line(
                    "Gently, into my lantern.",
                    "살살, 내 등불 속으로.", "BORI", "holding up the lantern",
                ),
            ),
        ),
        Shot(
            "The spark slips into the lantern. Golden light fills Bori's face.",
            View(close=(560, 140, 560), zoom=(1.0, 1.08), at=(0.6, 0.6)),
            (
                Part("spark", ((0, 1010, 180), (1, 900, 320), (1.7, 798, 556), (9, 798, 556)), 1.7, lamp=(0, -2.2)),
                Part("bori", ((0, 580, 716),), 4.2, 1, mood="joy", lamp=(-0.8, 2.2), look=0.4),
            ),
            (
                Line(
                    "We caught the light. It is warm again!",
                    "빛을 잡았어. 다시 따뜻해!", "BORI", "laughing",
                ),
            ),
            4.4,
        ),
    ),
    ("crickets", "water"), "pond",
)  # fmt: skip

RELIT = Scene(
    "lighthouse shines again", "harbour", "night", "EXT. HARBOUR - NIGHT",
    (
        Shot(
            "A clear night. The lighthouse shines again and its beam sweeps across "
            "the harbour. Mina and Bori watch from the pier.",
            View(pan=(260, 200), zoom=(1.0, 1.05), at=(0.6, 0.4), power=(0, 3)),
            (
                Part("bori", ((0, 650, 606),), 1.05, 1, "back", lamp=(1, 1)),
                Part("mina", ((0, 800, 616),), 1.2, 1, "back"),
            ),
            (Line("Look! The lighthouse shines again!", "봐! 등대가 다시 빛나!", "BORI"),),
            4.6,
        ),
        Shot(
            "Mina beams beside Bori and its bright lantern while the light sweeps behind them.",
            View(close=(420, 60, 640), zoom=(1.0, 1.06), power=(1, 1)),
            (
                Part("bori", ((0, 370, 735),), 3.0, 1, mood="joy", lamp=(1, 1)),
                Part("mina", ((0, 800, 905),), 3.2, -1, "stand", "joy"),
            ),
            (
                Line(
                    "So ends the night, if you hold on to the light.",
                    "빛을 꼭 붙잡으면, 밤은 이렇게 끝나.", "MINA", "", True,
                ),
            ),
        ),
    ),
    ("sea",), "ending", fade_in=True, fade_out=True,
)  # fmt: skip

HILL = Scene(
    "hill at dawn", "hill", "dawn", "EXT. HILL - DAWN",
    (
        Shot(
            "Dawn over a flowering hill. Bori opens the lantern and Mina "
            "lets the spark go free. It flies up.",
            View(pan=(180, 240), zoom=(1.04, 1.1), at=(0.5, 0.7), power=(0, 0.3)),
            (
                Part("bori", ((0, 700, 590),), 1.1, 1, mood="calm", lamp=(1.4, -1.2)),
                Part("mina", ((0, 560, 612),), 1.2, 1, "wave", "joy"),
                Part("spark", ((0, 755, 545), (1.4, 755, 545), (2.4, 800, 400), (4, 700, 200), (5.5, 760, 20)), 1.1),
            ),
            (
                Line("What if we let the light go free?", "빛을 놓아주면 어떨까?", "MINA"),
                Line("Goodbye, little light. Fly!", "잘 가, 작은 빛아. 날아가!", "BORI", "waving"),
            ),
        ),
        Shot(
            "The sun rises. A hundred sparks float up from the meadow over the town. "
            "Mina and Bori stand close, looking at the sky.",
            View(pan=(200, 330), zoom=(1.0, 1.06), at=(0.5, 0.4), power=(0.4, 1.3)),
            (
                Part("bori", ((0, 820, 584),), 1.05, 1, "back"),
                Part("mina", ((0, 960, 592),), 1.2, -1, "back"),
            ),
            (
                Line(
                    "So ends the night, if you let the light go.",
                    "빛을 놓아주면, 밤은 이렇게 끝나.", "MINA", "", True,
                ),
            ),
            5.6,
        ),
    ),
    ("birds", "wind"), "hill", fade_in=True, fade_out=True,
)  # fmt: skip
