/* What the player says in Korean. */
(function (gallae) {
  "use strict";

  gallae.korean = {
    language: "언어", captions: "자막", off: "끄기", timeLimit: "선택 제한 시간",
    timeLimitHint: "끄면 고를 때까지 영화가 기다립니다.",
    stretch: "고르는 시간", times: (count) => (count === 1 ? "영화가 정한 대로" : `${count}배 길게`),
    captionSize: "자막 크기", captionSizes: { small: "작게", normal: "보통", large: "크게", largest: "아주 크게" },
    captionLook: "자막 바탕", captionLooks: { shade: "반투명", solid: "검정", outline: "없음, 테두리만" },
    letters: "한 글자 단축키",
    description: "보이는 것을 글로 설명", volume: "소리 크기",
    startLine: "갈래 영화입니다. 중간중간 이야기가 어디로 갈지 직접 고릅니다.", play: "보기",
    keysHint: "1–9 또는 화살표와 엔터로 고르기 · 스페이스 멈춤 · M 소리 · C 자막 · F 전체 화면 · R 처음부터",
    goOn: "보던 곳부터 이어 보기", fromBeginning: "처음부터 보기", soFar: "지금까지의 이야기",
    toCheckpoint: "마지막 저장 지점으로",
    sharedLine: (title) => `이 영화의 결말 ‘${title}’을(를) 받으셨습니다.`, watchEnding: "이 결말 보기",
    ending: "결말", theEnd: "끝", playAgain: "다시 보기", backToChoice: "마지막 선택으로",
    credits: "쓰인 영상", changes: "장면을 자르고, 크기를 맞추고, 순서를 새로 엮었습니다.",
    unknownLicence: "이용 허락 알 수 없음", seen: (seen, all) => `본 결말: ${all}개 가운데 ${seen}개`,
    left: (count) => `${count}개가 남았습니다.`, allSeen: "결말을 모두 보았습니다.",
    share: "이 결말의 링크", shared: "링크를 복사했습니다.", sharedAddress: "이 결말의 주소",
    choose: (count) => `${count}개 가운데 하나를 고르세요`, seconds: (count) => `${count}초`, chosen: (label) => `고른 것: ${label}`,
    controls: "영화", pause: "멈춤 또는 계속 (스페이스)", restart: "처음부터 (R)", mute: "소리 (M)",
    captionsButton: "자막 (C)", settings: "설정", full: "전체 화면 (F)", backButton: "마지막 선택으로 (B)",
    map: "지금까지 본 것 (V)", pip: "작은 화면으로 보기 (P)", close: "닫기",
    mapTitle: "지금까지 본 것", mapHint: "채운 점은 가 본 길, 빈 점은 가 보지 않은 길입니다.",
    notSeen: "아직 보지 않음", start: "처음", wayTaken: "가 봄", wayNotTaken: "가 보지 않음",
    dataTitle: "시청 기록", dataHint: "무엇이 나왔고 무엇을 언제 골랐는지를 이 브라우저에만 간직합니다.",
    download: "파일로 저장", forget: "지우기", forgotten: "지웠습니다.",
    report: (host) => `무엇을 언제 골랐는지 ${host}(으)로 보내기`,
    reportHint: "영화를 만든 이들이 배우는 데 씁니다. 이름은 들어 있지 않으며, 언제든 바꿀 수 있습니다.",
    broken: "이 부분을 재생할 수 없습니다. media 폴더가 온전한지 확인하고 다시 시작하세요.",
  };
})(window.GALLAE);
