"""Korean: texts of the inspector that concern clips, pictures and the whole film, and of previews."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # fields
    "number_from_to": "{least}에서 {most}까지의 수를 쓰세요.",
    "seconds_to": "0에서 {most}까지 초를 쓰세요. 보기: 0.5",
    "bad_moment": "1:05.250처럼 시간을 쓰거나 비워 두세요.",
    "not_looked_at": "지금은 확인하지 못했습니다. 칸을 다시 떠나면 다시 확인합니다.",
    "in_line": "{line}행: {message}",
    "ending_kind": "어떤 결말",
    "ending_neutral": "보통 결말",
    "ending_good": "좋은 결말",
    "ending_bad": "나쁜 결말",
    "ending_secret": "숨은 결말",
    # treatment
    "treatment": "보여 주는 방법",
    "treatment_has": "보여 주는 방법: {what}",
    "treatment_speed": "빠르기 (배)",
    "treatment_volume": "소리 더하기 (dB)",
    "treatment_muted": "소리 없음",
    "treatment_fade_in": "밝아지는 시간 (초)",
    "treatment_fade_out": "어두워지는 시간 (초)",
    "treatment_crossfade": "앞 클립과 겹치는 시간 (초)",
    "treatment_fit": "화면 비율이 다르면",
    "fit_pad": "검은 띠를 넣기",
    "fit_crop": "잘라서 채우기",
    "fit_blur": "흐린 띠를 넣기",
    "treatment_title": "위에 쓸 글",
    "told_speed": "{speed}배 빠르기",
    "told_volume": "{volume} dB",
    "told_fade": "밝아지거나 어두워짐",
    "told_crossfade": "앞과 겹침",
    "told_title": "“{title}”",
    # hotspots
    "hotspot_draw": "화면 위에 놓기…",
    "hotspot_has": "화면 위에 놓임",
    "hotspot_title": "화면 위의 선택지",
    "hotspot_how": (
        "화면 위에 사각형을 그리세요. 화살표로 옮기고, Shift와 함께 크기를, Alt와 함께 조금씩 "
        "바꿉니다. 순간을 여럿 두면 사각형이 움직입니다."
    ),
    "hotspot_which": "어느 선택지",
    "hotspot_at": "순간",
    "hotspot_at_of": "{all} 가운데 {now}",
    "hotspot_rectangle": ("“{name}” 사각형: 왼쪽 {left} %, 위 {top} %, 너비 {width} %, 높이 {height} %"),
    "hotspot_moments": "순간",
    "hotspot_moment": "{time}에",
    "hotspot_forget_moment": "{time} 순간 지우기",
    "hotspot_add_moment": "이 순간 더하기",
    "hotspot_off": "다시 단추로",
    "hotspot_put": "가운데에 사각형 놓기",
    "unnamed_choice": "이름 없는 선택지",
    # the whole film
    "whole_film": "완성된 영화",
    "licence_hint": "보기: CC-BY-4.0. 다른 사람이 이 영화로 무엇을 할 수 있는지 알립니다.",
    "story_report_to": "시청 기록을 보낼 주소",
    "report_how": (
        "비워 두면 아무것도 시청자의 기기를 떠나지 않습니다. 주소를 쓰면 무엇을 골랐는지, 무엇을 얼마나 "
        "보았는지, 어떻게 끝났는지를 지어낸 이름으로 그곳에 보냅니다. 영화가 시작하기 전에 시청자에게 "
        "알리고, 시청자가 끌 때까지 보냅니다."
    ),
    "report_wrong": (
        "https://lrs.example.org/xapi 같은 주소를 쓰세요. 이름, 비밀번호, 물음표, #은 넣지 않습니다."
    ),
    "credits": "출처",
    "credits_how": "영화 끝에 나옵니다. 영상마다 적어 둡니다.",
    "credits_none": "아직 쓴 영상이 없습니다.",
    "credit_no_licence": "이용 허락을 알 수 없음",
    # preview
    "preview_not_shown": "완성된 영화에서만 보입니다: {what}.",
    "preview_how": "숫자로 고르고, Space로 멈추고 잇고, Backspace로 돌아갑니다.",
    "preview_time_left": "{seconds}초 남음",
    "preview_no_time": "시간 제한 없음",
    "preview_default": "시간이 다 되면",
    "preview_pause": "멈추기",
    "preview_go_on": "계속",
    "preview_missing": "클립 {count}개가 자료실에 없어 건너뜁니다.",
    "preview_none": "시작할 장면 칸이 없습니다. 하나를 고르세요.",
}
