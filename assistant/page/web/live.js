// Shows an answer while it is written: what the server tells of it beside Gradio. All HTML of it is the server's own,
// where everything foreign has been escaped. A browser allows a host six connections for all of its tabs together: this
// takes one only in a tab that is seen, and does not wait long for it. Without it, Gradio shows the text once a second
// where it was asked; a tab that only looks on tries again.
(() => {
  "use strict";
  const page = window.onrecord;
  const PATIENCE = 1000; // milliseconds
  const PAUSE = 3000;
  let shown = ""; // the turn whose events are listened to
  let events = null;
  let told = null; // the newest there is: all `html`, and the `text` that has grown since

  page.showLive = (turn) => {
    const live = turn?.dataset.live ?? "";
    if (live === shown) return restore();
    shown = live;
    listen();
  };

  const listen = () => {
    close();
    if (!shown || document.hidden) return;
    const source = new EventSource(`live/${shown}${looksOn() ? "?onlooker=true" : ""}`);
    events = source;
    setTimeout(() => source.readyState === EventSource.CONNECTING && lost(source), PATIENCE);
    source.addEventListener("message", (event) => source === events && tell(JSON.parse(event.data)));
    source.addEventListener("end", () => source.close()); // it would ask again
    source.addEventListener("error", () => lost(source));
  };

  const close = () => {
    events?.close();
    events = told = null;
  };

  const lost = (source) => {
    const refused = source.readyState === EventSource.CLOSED;
    source.close();
    if (source !== events) return;
    close();
    if (looksOn() && !refused) setTimeout(() => events ?? listen(), PAUSE);
  };

  document.addEventListener("visibilitychange", listen);

  const turnOf = () => document.querySelector(`.turn[data-live="${CSS.escape(shown)}"]`);
  const placeOf = () => turnOf()?.querySelector(".live");
  const looksOn = () => turnOf()?.dataset.onlooker !== undefined;

  const tell = ({ html, text, turn }) => {
    if (turn !== undefined) return end(turn);
    const place = placeOf();
    told = html === undefined ? { ...told, text } : { html };
    if (!place) return;
    if (html === undefined && place.dataset.told !== undefined) grow(place);
    else put(place);
  };

  // What Gradio shows of the same turn may come later and be older. It takes away the mark that this has been here.
  const restore = () => {
    const place = told && placeOf();
    if (place && place.dataset.told === undefined) put(place);
  };

  const put = (place) => {
    replace(place, told.html);
    grow(place);
    place.dataset.told = "";
  };

  const grow = (place) => {
    const unchecked = place.querySelector(".unchecked");
    if (unchecked && told.text !== undefined) unchecked.textContent = told.text;
  };

  // The turn as it has ended, in the place of what this tab has shown of it.
  const end = (html) => {
    const place = turnOf();
    const made = document.createElement("template");
    made.innerHTML = html;
    const turn = made.content.firstElementChild;
    if (!place || !turn) return;
    replace(place, turn.innerHTML);
    for (const { name } of [...place.attributes]) place.removeAttribute(name);
    for (const { name, value } of turn.attributes) place.setAttribute(name, value);
  };

  // What has the keyboard keeps it, the marker of the open article stays its marker, what is unfolded stays so.
  const replace = (place, html) => {
    const focused = heirOf(place, document.activeElement);
    const opener = heirOf(place, page.opener());
    const unfolded = place.querySelector("details")?.open;
    place.innerHTML = html;
    if (unfolded) for (const fold of place.querySelectorAll("details")) fold.open = true;
    page.reopened(opener());
    const focus = focused();
    const fold = focus?.closest("details > :not(summary)")?.parentElement;
    if (fold) fold.open = true;
    focus?.focus({ preventScroll: true });
  };

  // What finds, in that which has taken the place, the same as an element there was.
  const heirOf = (place, element) => {
    if (!element || element === place || !place.contains(element)) return () => null;
    const section = sectionOf(element);
    const alike = () => [...place.querySelectorAll("a, button, summary")].filter((other) => nameOf(other) === nameOf(element));
    const within = () => alike().filter((other) => sectionOf(other) === section);
    const nth = within().indexOf(element);
    return () => within()[nth] ?? alike()[0] ?? null;
  };

  const sectionOf = (element) => element.closest(".sources") !== null;

  const nameOf = ({ tagName, href, dataset: { article, start, end } }) => JSON.stringify([tagName, href, article, start, end]);
})();
