"""Korean: texts of bringing stories in, choosing scenes for their nodes, and what is to be shot."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # bringing in
    "story_import": "가져오기",
    "story_import_title": "이야기 가져오기",
    "story_import_how": (
        "Twine 파일(.twee, .tw, .html, .json)이나 여기서 내려받은 이야기(.json), 20MB까지입니다. "
        "파일 안의 것은 실행되지 않고, 이미 있는 이야기는 그대로 남습니다."
    ),
    "story_import_drop": "파일을 여기에 놓거나",
    "story_import_choose": "파일 고르기",
    "story_import_scenes": "문단마다 맞는 장면 찾기",
    "story_import_working": "“{name}”을(를) 읽고 장면을 찾는 중…",
    "story_import_too_large": "“{name}”은(는) 20MB보다 큽니다.",
    "story_import_no_text": "“{name}”은(는) 글 파일이 아닙니다.",
    "story_import_came": "가져온 것: 장면 칸 {nodes}개, 선택지 {choices}개, 결말 {endings}개, 변수 {variables}개.",
    "story_import_whole": "모두 가져왔습니다.",
    "story_import_lost": "알아 둘 것 ({count})",
    "story_import_without": "장면 칸 {count}개에 아직 장면이 없습니다.",
    "story_import_others": "파일에 다른 이야기도 있습니다",
    "story_import_this_too": "“{title}” 가져오기",
    # candidates
    "choose_scenes": "장면 고르기",
    "choose_scenes_how": (
        "화살표로 장면을 옮기고, Enter로 정하며 다음 칸으로 갑니다. Page Up과 Page Down으로 칸을 바꿉니다."
    ),
    "drafted_look": "문장마다 장면을 찾았습니다.",
    "nodes": "장면 칸",
    "candidates_for": "{name}에 맞는 장면",
    "candidates_asked": "다른 말로 찾기",
    "candidates_none": "자료실에 맞는 장면이 없습니다. 다른 말로 찾거나, 비워 두고 촬영하세요.",
    "candidates_looking": "찾는 중…",
    "candidate_fit": "{share} % 맞음",
    "candidate_weak": "잘 맞지 않음, {share} %",
    "candidate_now": "지금 나오는 장면",
    "leave_open": "비워 두기: 촬영할 것",
    "take_and_go_on": "정하고 다음으로",
    "has_scene": "장면 있음",
    "is_open": "비어 있음",
    "node_before": "앞 칸",
    "node_after": "다음 칸",
    "node_of": "{count}칸 가운데 {place}",
    "other_scenes": "다른 장면…",
    "find_a_scene": "장면 찾기…",
    "all_chosen": "마지막 칸이었습니다.",
    "several_clips": "클립 {count}개 가운데 첫째만 바꿉니다.",
    # to shoot
    "to_shoot_list": "촬영할 것",
    "to_shoot_count": "장면 칸 {count}개에 영상이 없습니다.",
    "to_shoot_none": "없습니다. 모든 장면 칸에 영상이 있습니다.",
    "to_shoot_after": "{names} 다음",
    "to_shoot_csv": "표로 (CSV)",
    "to_shoot_markdown": "글로 (Markdown)",
}
