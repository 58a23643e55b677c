/* How the graph looks: colours by theme, letters by how near one is, and what is marked, faded or folded. */
(function () {
  "use strict";
  const READABLE = 11; // pixels on the screen below which letters are not let shrink, down to a quarter of full size
  const SIZES = [14, 17, 21, 26, 34]; // letters come in a few sizes: every new one makes all of them be measured again
  const WORDS_FROM = 0.55; // smaller than this, a choice shows its number, as on the keys of a player

  Gallae.NODE = { width: 208, height: 117 };
  Gallae.BOX = { width: 208, height: 56 };

  /** What of the style depends on the zoom, as a key: the style is made anew only when this changes. */
  Gallae.graphStep = function (zoom) {
    const letters = SIZES.find((size) => size >= Math.min(READABLE / zoom, 34)) || 34;
    return letters + (zoom < WORDS_FROM ? " numbers" : " words");
  };

  const DARK = { text: "#ECECEE", back: "#14151A", node: "#22242B", line: "#5D606B", soft: "#9A9CA5", amber: "#E8A33D", green: "#4FB286", red: "#E5705F" };
  const LIGHT = { text: "#1B1C21", back: "#F7F6F3", node: "#E9E7E1", line: "#8A8C94", soft: "#5D606B", amber: "#9A5F00", green: "#1F7A55", red: "#B5402F" };

  Gallae.graphColours = () => (document.body.classList.contains("dark") ? DARK : LIGHT);

  /** The style of the graph at a step of the zoom. */
  Gallae.graphStyle = function (step) {
    const [letters, label] = [parseInt(step, 10), step.endsWith("numbers") ? "data(number)" : "data(label)"];
    const colours = Gallae.graphColours();
    const font = getComputedStyle(document.body).fontFamily;
    return [...nodes(colours, letters, font), ...Gallae.groupStyle(colours, letters), ...choices(colours, letters, font, label), ...states(colours)];
  };

  function nodes(colours, letters, font) {
    return [
      { selector: "node", style: { ...Gallae.NODE, shape: "round-rectangle", "background-color": colours.node,
        "border-width": 1, "border-color": colours.line, label: "data(title)", color: colours.text, "font-family": font, "min-zoomed-font-size": 5,
        "font-size": letters, "text-valign": "bottom", "text-margin-y": 7, "text-wrap": "ellipsis", "text-max-width": Gallae.NODE.width + 80 } },
      { selector: "node[picture]", style: { "background-image": "data(picture)", "background-fit": "cover", "background-image-crossorigin": "null" } },
      { selector: "node[!picture]", style: { "border-style": "dashed" } },
      { selector: "node[?start]", style: { "border-width": 3, "border-color": colours.amber } },
      { selector: "node[?ending]", style: { "border-width": 3, "border-color": colours.green } },
      { selector: "node[?wrong]", style: { "border-width": 3, "border-color": colours.red } },
    ];
  }

  function choices(colours, letters, font, label) {
    return [
      { selector: "edge", style: { width: 1.5, "line-color": colours.line, "target-arrow-color": colours.line, "target-arrow-shape": "triangle",
        "curve-style": "bezier", "control-point-step-size": 60, label, color: colours.text, "font-family": font, "font-size": letters * 0.92, "min-zoomed-font-size": 5,
        "text-background-color": colours.back, "text-background-opacity": 0.9, "text-background-padding": 3, "text-background-shape": "round-rectangle",
        "text-wrap": "wrap", "text-max-width": 400, "line-height": 1.25, "text-events": "yes" } },
      { selector: "edge[?candidate]", style: { "line-style": "dashed", width: 1, label: "", events: "no" } },
      { selector: "edge[?conditional]", style: { "line-style": "dashed", "line-dash-pattern": [10, 4] } },
      { selector: "edge[?default]", style: { width: 3, "line-color": colours.soft, "target-arrow-color": colours.soft } },
      { selector: "edge[?wrong]", style: { "line-color": colours.red, "target-arrow-color": colours.red } },
    ];
  }

  function states(colours) {
    const ring = (colour) => ({ "outline-width": 3, "outline-color": colour, "outline-offset": 4, "outline-opacity": 1 });
    return [
      { selector: ".faded", style: { opacity: 0.18 } },
      { selector: "node:selected", style: ring(colours.amber) },
      { selector: "node.target", style: ring(colours.green) },
      { selector: "edge.target", style: { "line-color": colours.green, "target-arrow-color": colours.green, width: 5 } },
      { selector: "edge:selected", style: { label: "data(label)", "z-index": 9, "line-color": colours.amber, "target-arrow-color": colours.amber, width: 3 } },
    ];
  }
})();
