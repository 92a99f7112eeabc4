// Shows an answer while it is written: what the server tells of it beside Gradio. All HTML of it is the server's own,
// where everything foreign has been escaped.
(() => {
  "use strict";
  const page = window.onrecord;
  let shown = ""; // the turn whose events are listened to
  let events = null;

  page.showLive = (turn) => {
    const live = turn?.dataset.live ?? "";
    if (live === shown) return;
    events?.close();
    shown = live;
    events = live ? listen(live) : null;
  };

  const listen = (live) => {
    const source = new EventSource(`live/${live}`);
    source.addEventListener("message", (event) => show(live, JSON.parse(event.data)));
    source.addEventListener("end", () => source.close()); // it would ask again
    return source;
  };

  const show = (live, { html, text }) => {
    const place = document.querySelector(`.turn[data-live="${CSS.escape(live)}"] .live`);
    if (!place) return;
    if (html === undefined) {
      const unchecked = place.querySelector(".unchecked");
      if (unchecked) unchecked.textContent = text;
    } else replace(place, html);
  };

  // A marker that has the keyboard keeps it, and what the reader has unfolded stays so.
  const replace = (place, html) => {
    const { article, start, end } = document.activeElement?.closest?.(".live .cite")?.dataset ?? {};
    const unfolded = place.querySelector("details")?.open;
    place.innerHTML = html;
    if (unfolded) for (const fold of place.querySelectorAll("details")) fold.open = true;
    if (article === undefined) return;
    const same = [...place.querySelectorAll(".cite")].find(({ dataset }) => dataset.article === article && dataset.start === start && dataset.end === end);
    same?.focus({ preventScroll: true });
  };
})();
