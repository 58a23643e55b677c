"""The first three scenes: harbour, kitchen and alley, up to where the ways part."""

from creator.sample.script.records import Line, Part, Scene, Shot, View

HARBOUR = Scene(
    "harbour in the rain", "harbour", "dusk", "EXT. HARBOUR - DUSK",
    (
        Shot(
            "Rain falls on the harbour. A fishing boat rocks at the pier. On the "
            "headland the lighthouse flickers and goes dark.",
            View(pan=(60, 250), zoom=(1.0, 1.05), at=(0.75, 0.3), power=(1, -0.5)),
            (),
            (
                Line("[rain patters on the pier]", "[부두에 내리는 빗소리]"),
                Line(
                    "One rainy night, the lighthouse went dark.",
                    "비 오던 어느 밤, 등대의 불이 꺼졌어.", "MINA", "remembering", True,
                ),
            ),
            6.0,
        ),
        Shot(
            "MINA, a girl in a yellow raincoat and red boots, walks along the pier and "
            "finds BORI, a small round robot with an empty lantern.",
            View(pan=(190, 240), zoom=(1.12, 1.2), at=(0.55, 0.8)),
            (
                Part("bori", ((0, 860, 604),), 1.05, -1, mood="sad"),
                Part("mina", ((0, 240, 618), (3.4, 640, 618)), 1.2),
            ),
            (Line("Hello, little robot. Are you lost?", "안녕, 꼬마 로봇. 길을 잃었니?", "MINA"),),
            5.6,
        ),
        Shot(
            "Bori lifts the empty lantern. Its eyes droop.",
            View(close=(360, 150, 520), zoom=(1.0, 1.06)),
            (Part("bori", ((0, 700, 716),), 4.2, -1, mood="sad", look=0.5),),
            (
                Line("My lantern is empty.", "내 등불이 비었어.", "BORI", "very small"),
                Line("My light ran away in the rain.", "내 빛이 빗속으로 달아났어.", "BORI"),
            ),
        ),
        Shot(
            "Mina kneels beside the robot and smiles under her hood.",
            View(close=(120, 130, 560), zoom=(1.0, 1.05)),
            (Part("mina", ((0, 520, 905),), 3.2, 1, look=0.6),),
            (
                Line(
                    "Then come home with me. My kitchen is warm.",
                    "그럼 우리 집에 가자. 부엌이 따뜻해.", "MINA", "smiling",
                ),
            ),
        ),
    ),
    ("rain", "sea"), "rain", "rain", fade_in=True, fade_out=True,
)  # fmt: skip

KITCHEN = Scene(
    "warm kitchen", "kitchen", "night", "INT. KITCHEN - NIGHT",
    (
        Shot(
            "A warm kitchen. Soup steams on the stove, the fire glows. Mina drinks "
            "from a mug while Bori dries by the fire.",
            View(pan=(0, 60), zoom=(1.0, 1.06), at=(0.4, 0.7)),
            (
                Part("bori", ((0, 480, 596),), 1.15, 1),
                Part("mina", ((0, 720, 604),), 1.25, -1, "mug", "calm"),
            ),
            (
                Line("[soup bubbles on the stove]", "[난로 위에서 수프가 끓는 소리]"),
                Line("Have some soup, and tell me everything.", "수프 좀 먹고, 다 얘기해 줘.", "MINA"),
            ),
            5.0,
        ),
        Shot(
            "Bori turns from the fire, worried.",
            View(close=(60, 230, 520), zoom=(1.0, 1.07)),
            (Part("bori", ((0, 560, 716),), 4.2, 1, mood="calm", look=0.6),),
            (
                Line("Without my light, the lighthouse sleeps.", "내 빛이 없으면 등대는 잠들어.", "BORI"),
                Line(
                    "And tonight a ship is coming home.",
                    "그런데 오늘 밤 배가 돌아와.", "BORI", "afraid",
                ),
            ),
        ),
        Shot(
            "A golden spark dances past the window. Mina points at it.",
            View(pan=(240, 280), zoom=(1.12, 1.22), at=(0.5, 0.45), power=(0.0, 1.0)),
            (
                Part("bori", ((0, 980, 602),), 1.2, -1, mood="awe"),
                Part("mina", ((0, 610, 608),), 1.3, 1, "reach", "awe"),
            ),
            (
                Line(
                    "Look! Your light, outside the window!",
                    "저기 봐! 창밖에 네 빛이야!", "MINA", "pointing",
                ),
            ),
            4.2,
        ),
    ),
    ("fire", "soft rain"), "kitchen", fade_in=True,
)  # fmt: skip

ALLEY = Scene(
    "alley where the ways part", "alley", "night", "EXT. ALLEY - NIGHT",
    (
        Shot(
            "Mina and Bori run after the spark through a narrow alley. Lanterns swing over the wet cobbles.",
            View(pan=(0, 330), zoom=(1.02, 1.06), at=(0.5, 0.7)),
            (
                Part("spark", ((0, 520, 380), (1.5, 800, 330), (3, 980, 390), (4.5, 1230, 320)), 1.0),
                Part("bori", ((0, 90, 606), (4.5, 830, 606)), 1.05, 1, mood="awe"),
                Part("mina", ((0, 250, 622), (4.5, 1010, 622)), 1.2, 1, mood="joy"),
            ),
            (
                Line("[running feet splash]", "[물웅덩이를 뛰어가는 발소리]"),
                Line("Quick, before it gets away!", "빨리, 놓치기 전에!", "MINA", "running"),
            ),
            4.6,
        ),
        Shot(
            "They stop at a signpost where the ways part: one arrow to the forest, "
            "one to the lighthouse, one to the rooftops.",
            View(pan=(170, 170), zoom=(1.1, 1.22), at=(0.5, 0.55)),
            (
                Part("spark", ((0, 620, 240), (2, 740, 200), (4, 860, 250), (6, 742, 215)), 1.0),
                Part("bori", ((0, 590, 606),), 1.2, 1, mood="calm", look=0.4),
                Part("mina", ((0, 960, 618),), 1.25, -1, "stand", "calm"),
            ),
            (
                Line("The signpost shows three ways.", "표지판에 길이 셋 있어.", "BORI"),
                Line(
                    "The forest, the lighthouse, or the rooftops.",
                    "숲, 등대, 아니면 지붕 위.", "MINA",
                ),
            ),
        ),
        Shot(
            "Mina looks up at the signpost, rain on her hood. She has to choose.",
            View(close=(560, 190, 520), zoom=(1.0, 1.06)),
            (
                Part("bori", ((0, 300, 735),), 3.0, 1, mood="awe", look=0.6),
                Part("mina", ((0, 740, 905),), 3.2, -1, "stand", "awe", look=0.3),
            ),
            (Line("Which way shall we choose?", "어느 길을 고를까?", "MINA", "looking up"),),
            3.6,
        ),
    ),
    ("rain", "wind"), "chase", "rain", fade_out=True,
)  # fmt: skip
