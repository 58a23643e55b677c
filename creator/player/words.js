/* In which language the player speaks, and how a text of the story is found in a viewer's language. */
(function (gallae) {
  "use strict";

  const WORDS = { en: gallae.english, ko: gallae.korean };

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

  /** What a language is called in another. */
  gallae.nameOfLanguage = function (name, language) {
    try {
      return new Intl.DisplayNames([language], { type: "language" }).of(name);
    } catch (unknown) {
      return name;
    }
  };

  /** Make an element with a class and plain text. */
  gallae.element = function (kind, className = "", text = "") {
    const made = document.createElement(kind);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
})(window.GALLAE);
