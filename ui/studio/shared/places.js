/* The bar at the top: the name, which place is open (kept in the address), language, and light or dark. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const PLACES = ["films", "find", "story", "tag"];

  const tabs = () => [...document.querySelectorAll("#ga-places > .tab-wrapper .tab-container:not(.visually-hidden) button[role=tab]")];

  /** Open a place by name. */
  Gallae.go = function (place) {
    const tab = tabs()[PLACES.indexOf(place)];
    if (tab) tab.click();
  };

  /** Open the place that the address names; Gradio's tabs may not be there yet, or not listen yet. */
  function followAddress(tries) {
    const wanted = location.hash.slice(1);
    if (!PLACES.includes(wanted)) return;
    const tab = tabs()[PLACES.indexOf(wanted)];
    if (tab && tab.getAttribute("aria-selected") === "true") return;
    Gallae.go(wanted);
    if (tries > 0) setTimeout(() => followAddress(tries - 1), 100);
  }

  function keepAddress() {
    document.addEventListener("click", (event) => {
      const tab = event.target.closest && event.target.closest("#ga-places button[role=tab]");
      const place = tab && PLACES[tabs().indexOf(tab)];
      if (!place) return;
      document.body.dataset.place = place;
      if (location.hash !== "#" + place) history.replaceState(null, "", "#" + place);
      requestAnimationFrame(() => Gallae.tell("place", place));
    });
  }

  function theme(name) {
    document.body.classList.toggle("dark", name !== "light");
    document.documentElement.dataset.theme = name;
  }

  Gallae.place("frame", function (root) {
    theme(localStorage.getItem("gallae-theme") || "dark");
    document.title = t("studio_title");
    document.documentElement.lang = Gallae.language;
    document.body.dataset.place = "films";
    const other = Gallae.language === "ko" ? "en" : "ko";
    const language = el("a", { class: "ga-switch", lang: other, text: other === "ko" ? "한국어" : "English", href: "?lang=" + other });
    language.addEventListener("click", () => (language.href = `?lang=${other}${location.hash}`));
    root.classList.add("ga-top");
    root.append(el("span", { class: "ga-brand" }, el("b", { text: "Gallae" }), el("span", { text: "갈래" })),
      el("span", { class: "ga-switches" }, language,
        Gallae.iconButton("moon", t("light_or_dark"), () => {
          const name = document.body.classList.contains("dark") ? "light" : "dark";
          localStorage.setItem("gallae-theme", name);
          theme(name);
          Gallae.tell("theme", name);
        })));
    keepAddress();
    window.addEventListener("hashchange", () => followAddress(10));
    setTimeout(() => followAddress(100));
  });
})();
