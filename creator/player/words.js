/* What the player says, in English and Korean, and how a text of the story is found in a viewer's language. */
(function (gallae) {
  "use strict";

  const WORDS = {
    en: {
      language: "Language", captions: "Captions", off: "Off", timeLimit: "Time limit for choices",
      timeLimitHint: "Without it, the film waits until you choose.",
      startLine: "A branching film: now and then you decide how it goes on.", play: "Play",
      keysHint: "1–9 choose · Space pause · M sound · C captions · F full screen · R from the beginning",
      goOn: "Go on where you left off", fromBeginning: "From the beginning", soFar: "So far",
      toCheckpoint: "Back to the last checkpoint",
      ending: "Ending", theEnd: "The End", playAgain: "Play again", backToChoice: "Back to the last choice",
      credits: "Films used", changes: "Excerpts were cut, scaled and put in a new order.",
      unknownLicence: "licence unknown", seen: (seen, all) => `Endings seen: ${seen} of ${all}`,
      choose: (count) => `Choose one of ${count}`, seconds: (count) => `${count} seconds`, chosen: (label) => `Chosen: ${label}`,
      pause: "Pause or go on (Space)", restart: "From the beginning (R)", mute: "Sound (M)",
      captionsButton: "Captions (C)", settings: "Settings", full: "Full screen (F)",
      broken: "This part cannot be played. Check that the folder “media” is complete, then start again.",
    },
    ko: {
      language: "언어", captions: "자막", off: "끄기", timeLimit: "선택 제한 시간",
      timeLimitHint: "끄면 고를 때까지 영화가 기다립니다.",
      startLine: "갈래 영화입니다. 중간중간 이야기가 어디로 갈지 직접 고릅니다.", play: "보기",
      keysHint: "1–9 고르기 · 스페이스 멈춤 · M 소리 · C 자막 · F 전체 화면 · R 처음부터",
      goOn: "보던 곳부터 이어 보기", fromBeginning: "처음부터 보기", soFar: "지금까지의 이야기",
      toCheckpoint: "마지막 저장 지점으로",
      ending: "결말", theEnd: "끝", playAgain: "다시 보기", backToChoice: "마지막 선택으로",
      credits: "쓰인 영상", changes: "장면을 자르고, 크기를 맞추고, 순서를 새로 엮었습니다.",
      unknownLicence: "이용 허락 알 수 없음", seen: (seen, all) => `본 결말: ${all}개 가운데 ${seen}개`,
      choose: (count) => `${count}개 가운데 하나를 고르세요`, seconds: (count) => `${count}초`, chosen: (label) => `고른 것: ${label}`,
      pause: "멈춤 또는 계속 (스페이스)", restart: "처음부터 (R)", mute: "소리 (M)",
      captionsButton: "자막 (C)", settings: "설정", full: "전체 화면 (F)",
      broken: "이 부분을 재생할 수 없습니다. media 폴더가 온전한지 확인하고 다시 시작하세요.",
    },
  };

  /** The viewer's language, as far as the player speaks it. */
  gallae.browserLanguage = function () {
    const wanted = (navigator.languages || [navigator.language || ""]).map((name) => name.slice(0, 2).toLowerCase());
    return wanted.find((name) => name in WORDS) || "en";
  };

  gallae.wordsIn = (language) => WORDS[language] || WORDS.en;

  /** A text of the story in a language, else in the story's own, else in any that it has. */
  gallae.textIn = function (text, language, storyLanguage) {
    return text[language] || text[storyLanguage] || Object.values(text).find(Boolean) || "";
  };
})(window.GALLAE = window.GALLAE || {});
