"""Korean: texts of the Films place."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # films
    "add_films": "영상 더하기",
    "add_films_how": (
        "영상과 자막(.srt, .vtt, .ass), 대본(.fountain)을 함께 고르세요. "
        "이름이 영상과 같게 시작하는 파일이 그 영상에 딸립니다."
    ),
    "drop_files": "영상, 자막, 대본을 여기에 놓거나 눌러서 고르세요",
    "film_title": "제목",
    "film_provider": "제공자",
    "film_licence": "이용 허락",
    "film_credit": "출처",
    "add_to_library": "자료실에 더하기",
    "adding_count": "{count}편을 나누고 있습니다. 끝나면 여기에 장면이 나옵니다.",
    "choose_files_first": "먼저 영상을 하나 이상 고르세요.",
    "film_added": "“{title}”이(가) 자료실에 들어왔습니다.",
    "film_broken": "일부만 있음",
    "film_broken_at": "이 파일은 중간에 끊깁니다. {time}까지 쓸 수 있습니다.",
    "scene_count": "장면 {count}개",
    "all_films": "모든 영상",
    "about_film": "이 영상에 대하여",
    "remove_film": "자료실에서 빼기",
    "remove_film_sure": "“{title}”을(를) 자료실에서 뺄까요? 파일은 남지만, 이 영상을 쓰는 이야기에서는 빠집니다.",
    "empty_films": "아직 영상이 없습니다",
    "empty_films_how": "오른쪽에 영상을 놓거나, 명령으로 더하세요:",
    "no_picture": "그림 없음",
    # a film as a strip
    "film_strip": "처음부터 끝까지 보기",
    "film_strip_how": "누르면 그곳으로 갑니다. 화살표 키는 한 화면씩, Shift와 함께는 1초씩 갑니다.",
    "scenes": "장면",
    "shots": "샷",
    "sound": "소리",
    "cues": "자막",
    "frame_back": "이전 화면",
    "frame_forth": "다음 화면",
    "zoom_in": "크게",
    "zoom_out": "작게",
    "stage_sound": "소리 크기 재는 중",
    "stage_transcript": "말을 받아 적는 중",
}
