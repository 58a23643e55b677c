"""Korean: texts of the graph of a story, its list, and what is done with several nodes at once."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "only_if": "조건: {condition}",
    "folded_group": "{name} ({count})",
    "fold": "접기",
    "unfold": "펼치기",
    "minimap": "이야기 전체를 작게 보기. 틀을 끌면 다른 곳이 보입니다",
    # several at once
    "chosen_tools": "고른 장면 칸으로 할 일",
    "chosen_count": "{count}개 고름",
    "align_left": "왼쪽 맞춤",
    "align_centre": "가운데 맞춤(세로로 나란히)",
    "align_right": "오른쪽 맞춤",
    "align_top": "위쪽 맞춤",
    "align_middle": "중간 맞춤(가로로 나란히)",
    "align_bottom": "아래쪽 맞춤",
    "spread_across": "가로 간격 같게",
    "spread_down": "세로 간격 같게",
    "copy": "복사",
    "duplicate": "복제",
    "paste": "붙여 넣기",
    "remove": "지우기",
    "remove_chosen": "고른 장면 칸 지우기",
    "copied": "{count}개를 복사했습니다. 어느 이야기에나 붙여 넣을 수 있습니다.",
    "cannot_paste": "클립보드에 있는 것은 읽을 수 있는 이야기 조각이 아닙니다.",
    "paste_lacks": "붙여 넣은 것이 이 이야기에 없는 변수를 찾습니다: {names}",
    "paste_add": "변수 더하기",
    "paste_other_kind": "이 변수들은 복사한 곳과 여기에서 담는 것이 다릅니다: {names}",
    "paste_asks": "조건이 이 이야기에 없는 장면 칸이나 선택지를 찾습니다: {names}",
    # menus
    "node_menu": "메뉴",
    "node_more": "이 장면 칸의 다른 일",
    "connect_to": "이어 줄 곳 고르기…",
    "connect_how": "“{name}” 다음에 올 장면 칸을 고르세요.",
    "preview_here": "여기부터 미리 보기",
    "choose_all": "모두 고르기",
    "choose_several": "여러 개 고르기",
    "choose_one": "하나씩 고르기",
    # search
    "search_story": "이 이야기에서 찾기",
    "search_before": "이전 것",
    "search_next": "다음 것",
    "search_count": "{count}개 중 {at}번째",
    "search_none": "찾은 것이 없습니다",
    # list
    "list_node": "“{name}”에 할 일",
    "list_add_here": "다음에 올 장면 칸 더하기",
    "list_later": "뒤로",
    "list_leads": "다음: {name}",
    "show_in_graph": "그래프에서 보기",
}
