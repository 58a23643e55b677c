/* Links to an ending: an address with the ending's name behind the hash, which works from a disk too. */
(function (gallae) {
  "use strict";

  const MARK = "#ending=";

  /** The ending that this page's address names, or "" if it names none of the story. */
  gallae.sharedEnding = function (story) {
    const { hash } = window.location;
    if (!hash.startsWith(MARK)) return "";
    try {
      const name = decodeURIComponent(hash.slice(MARK.length));
      const there = Object.prototype.hasOwnProperty.call(story.nodes, name) && story.nodes[name].isEnd;
      return there ? name : "";
    } catch (broken) {
      return "";
    }
  };

  gallae.linkTo = (ending) => window.location.href.split("#")[0] + MARK + encodeURIComponent(ending);

  /** Put a link into the clipboard; `false` where the browser does not allow that. */
  gallae.copied = async function (link) {
    try {
      await navigator.clipboard.writeText(link);
      return true;
    } catch (refused) {
      return false;
    }
  };
})(window.GALLAE);
