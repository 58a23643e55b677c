"""The film's script, the one source of picture, sound, subtitles, screenplay and synopsis."""

from creator.sample.script.beginning import ALLEY, HARBOUR, KITCHEN
from creator.sample.script.forest import FOREST, HILL, POND, RELIT
from creator.sample.script.records import Beat, Scene
from creator.sample.script.town import LAMP_ROOM, MORNING, ROOFTOP, STAIRS

NAME = "the-night-the-lighthouse-slept"
TITLE = "The Night the Lighthouse Slept"
PROVIDER, CREDIT, LICENCE = "Gallae", "Gallae contributors", "CC-BY-4.0"
CAST = ({"en": "Mina", "ko": "미나"}, {"en": "Bori", "ko": "보리"})
SCENES: tuple[Scene, ...] = (
    HARBOUR, KITCHEN, ALLEY, FOREST, POND, RELIT, HILL, STAIRS, LAMP_ROOM, ROOFTOP, MORNING,
)  # fmt: skip
BEATS: tuple[Beat, ...] = (
    Beat(
        "Rain falls on the harbour at dusk and Mina finds a little robot with an empty lantern.",
        "비 오는 항구에서 미나는 등불이 빈 꼬마 로봇을 만난다.",
    ),
    Beat(
        "In the warm kitchen they have soup, and a light passes the window.",
        "따뜻한 부엌에서 수프를 먹는데 창밖에 빛이 지나간다.",
    ),
    Beat(
        "They run through the alley to a signpost with three ways.",
        "둘은 골목을 달려 길이 셋인 표지판에 닿는다.",
    ),
    Beat("They follow the light into the forest of fireflies.", "둘은 빛을 따라 반딧불이의 숲으로 간다."),
    Beat("At the pond they catch the light in the lantern.", "연못에서 빛을 잡아 등불 속에 넣는다.", 1),
    Beat("The lighthouse shines again over the harbour at night.", "밤의 항구에 등대가 다시 빛난다.", 2),
    Beat("The end: Hold on to the light", "끝: 빛을 꼭 붙잡다", 2),
    Beat("On the hill at dawn they let the light go free.", "새벽 언덕에서 빛을 놓아준다.", 1, True),
    Beat("The end: Let the light go", "끝: 빛을 놓아주다", 2),
    Beat("They climb the stairs of the lighthouse.", "둘은 등대 계단을 올라간다.", 0, True),
    Beat("Bori lights the great lamp with its own heart.", "보리는 자기 심장으로 커다란 등을 켠다.", 1),
    Beat(
        "They wake the town from the snowy rooftops.",
        "눈 오는 지붕 위에서 마을을 깨운다.",
        0,
        True,
    ),
    Beat("In the morning the ship comes home to the harbour.", "아침에 배가 항구로 돌아온다."),
    Beat("The end: The ship comes home", "끝: 배가 돌아오다"),
)
