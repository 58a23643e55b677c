/* How a clip is shown: speed, loudness, fades, fit, and a title over it. What is as it is by itself is not kept. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const AS_IT_IS = { speed: 1, volume_db: 0, muted: false, fade_in_ms: 0, fade_out_ms: 0, crossfade_ms: 0, fit: "pad", title: {} };
  const SPEED = { least: 0.25, most: 4 }; // as story.treatment has them
  const LOUDNESS = { least: -60, most: 20 };
  const FITS = ["pad", "crop", "blur"];

  const isAsItIs = (treatment) => JSON.stringify({ ...AS_IT_IS, ...treatment }) === JSON.stringify(AS_IT_IS);

  /** The view of a clip's treatment; `does` as for a clip's view. */
  Gallae.treatmentView = function (clip, does) {
    const treatment = { ...AS_IT_IS, ...clip.treatment };
    const name = (part) => `${does.name}-${part}`;
    const change = (fields) => {
      const changed = { ...treatment, ...fields };
      does.trim({ ...clip, treatment: isAsItIs(changed) ? null : changed });
    };
    const seconds = (part, most) => Gallae.secondsField(t("treatment_" + part), name(part), treatment[part + "_ms"], Math.floor(most),
      (ms) => change({ [part + "_ms"]: ms }));
    const lasts = Gallae.clipLasts({ ...clip, treatment });
    return Gallae.folded(name("treatment"), told(clip.treatment), !isAsItIs(treatment),
      el("div", { class: "ga-pair" },
        Gallae.numberField(t("treatment_speed"), name("speed"), treatment.speed, SPEED, (speed) => change({ speed })),
        Gallae.numberField(t("treatment_volume"), name("volume"), treatment.volume_db, LOUDNESS, (volume) => change({ volume_db: volume }), { disabled: treatment.muted })),
      Gallae.tick(t("treatment_muted"), name("muted"), treatment.muted, (muted) => change({ muted })),
      el("div", { class: "ga-pair" }, seconds("fade_in", lasts), seconds("fade_out", lasts)),
      does.before ? seconds("crossfade", Math.min(lasts, Gallae.clipLasts(does.before)) / 2) : null,
      Gallae.choiceField(t("treatment_fit"), name("fit"), treatment.fit, FITS.map((fit) => [fit, t("fit_" + fit)]), (fit) => change({ fit })),
      ...Gallae.textFields(t("treatment_title"), name("title"), treatment.title, (title) => change({ title })));
  };

  /** What the fold says: that the clip is shown as it is, or what was changed. */
  function told(treatment) {
    const said = Gallae.treatmentTold(treatment);
    return said.length ? t("treatment_has", { what: said.join(", ") }) : t("treatment");
  }

  /** What a treatment does, in a few words each. */
  Gallae.treatmentTold = function (given) {
    const { speed, volume_db: volume, muted, fade_in_ms: fadeIn, fade_out_ms: fadeOut, crossfade_ms: together, fit, title } = { ...AS_IT_IS, ...given };
    return [speed !== 1 ? t("told_speed", { speed }) : "", muted ? t("treatment_muted") : volume ? t("told_volume", { volume }) : "",
      fadeIn || fadeOut ? t("told_fade") : "", together ? t("told_crossfade") : "", fit !== "pad" ? t("fit_" + fit) : "",
      Object.values(title).some(Boolean) ? t("told_title", { title: Gallae.inLanguage(title) }) : ""].filter(Boolean);
  };
})();
