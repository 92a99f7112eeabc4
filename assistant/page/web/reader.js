// Opens the article of a citation beside the conversation, shows a preview of it, and keeps the newest question in
// sight. All HTML that is put into the page here comes from this server, where everything foreign has been escaped.
(() => {
  "use strict";
  const page = window.onrecord;
  let reader = null;
  let preview = null;
  let opener = null;
  let latest = 0;
  let following = false;

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const makeReader = () => {
    const close = element("button", { type: "button", id: "close-reader" });
    close.addEventListener("click", closeReader);
    const origin = element("p", { className: "origin" }, element("strong", {}), element("span", {}));
    const bar = element("div", { className: "bar" }, close, origin);
    reader = element("aside", { id: "reader", hidden: true }, bar, element("div", { id: "page" }));
    preview = element("div", { id: "preview", hidden: true, role: "tooltip" });
    preview.append(element("p", { className: "who" }), element("blockquote", { lang: "en" }), element("p", { className: "where" }));
    document.body.append(reader);
  };

  const open = async (marker) => {
    const { article, start, end, words } = marker.dataset;
    const asked = ++latest;
    const query = new URLSearchParams({ id: article, start, end, words });
    let html = null;
    try {
      html = await (await fetch(`article?${query}`)).text();
    } catch { /* shown in the article's place */ }
    if (asked !== latest) return;
    hidePreview();
    mark(marker);
    reader.setAttribute("aria-label", page.texts().article);
    reader.querySelector("#close-reader").textContent = page.texts().back;
    if (html === null) reader.querySelector("#page").replaceChildren(element("p", { className: "note", role: "alert", textContent: page.texts().noServer }));
    else reader.querySelector("#page").innerHTML = html;
    showOrigin(marker);
    reader.hidden = false;
    document.body.classList.add("reading");
    const cited = reader.querySelector("#cited");
    (cited ?? reader.querySelector("#close-reader")).focus({ preventScroll: true });
    if (cited) cited.scrollIntoView({ block: "center" });
  };

  // Who, how, where, when and the way to the original stay in sight, however far down the cited words stand.
  const showOrigin = ({ dataset: { who, from } }) => {
    const [whose, source] = reader.querySelectorAll(".origin > :is(strong, span)");
    [whose.textContent, source.textContent] = [who, from];
    reader.querySelector(".origin > a")?.remove();
    const link = reader.querySelector("header > .where > a");
    if (link) reader.querySelector(".origin").append(link);
  };

  const mark = (marker) => {
    opener?.setAttribute("aria-expanded", "false");
    opener = marker;
    opener?.setAttribute("aria-expanded", "true");
  };

  page.opener = () => opener;
  page.reopened = (marker) => marker && mark(marker);

  const closeReader = () => {
    latest++;
    reader.hidden = true;
    document.body.classList.remove("reading");
    const back = opener;
    mark(null);
    back?.focus();
    hidePreview();
  };

  const showPreview = (marker) => {
    if (marker === opener) return;
    if (!preview.isConnected) document.querySelector("main").append(preview);
    const { who, quote, where } = marker.dataset;
    const [whose, words, place] = preview.children;
    [whose.textContent, words.textContent, place.textContent] = [who, quote, where];
    preview.hidden = false;
    marker.setAttribute("aria-describedby", "preview");
    const at = marker.getBoundingClientRect();
    const { width, height } = preview.getBoundingClientRect();
    preview.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    preview.style.top = `${at.top - height - 6 > 0 ? at.top - height - 6 : at.bottom + 6}px`;
  };

  const hidePreview = () => {
    preview.hidden = true;
    for (const marker of document.querySelectorAll("[aria-describedby=preview]")) marker.removeAttribute("aria-describedby");
  };

  // A finished answer is read out once; one that is being written would be read out at every word.
  const follow = () => {
    const shown = document.querySelectorAll("#chat .turn");
    const last = shown[shown.length - 1];
    const log = last?.closest("[role=log]");
    log?.setAttribute("aria-busy", String(["waiting", "searching", "reading", "writing"].includes(last.dataset.stage)));
    for (const message of log?.querySelectorAll("[aria-label$='a component of type html']") ?? []) {
      message.removeAttribute("aria-label"); // it would be read instead of the message
    }
    page.showLive(last);
    if (last?.dataset.conversation) remember(last.dataset.conversation);
    keepInSight(last);
  };

  // A question that has just been asked goes to the top of the screen, once, and its answer grows below it.
  const keepInSight = (last) => {
    const asked = Boolean(last) && !["done", "stopped", "failed"].includes(last.dataset.stage);
    if (asked && !following) document.getElementById(`question-${last.dataset.turn}`)?.scrollIntoView({ block: "start" });
    following = asked;
  };

  const remember = (conversation) => {
    const query = new URLSearchParams(location.search);
    page.current = conversation;
    if (query.get("c") === conversation || document.body.dataset.view === "said") return;
    history.replaceState(null, "", `${location.pathname}?c=${encodeURIComponent(conversation)}`);
  };

  const markerOf = (event) => event.target.closest?.(".cite");
  document.addEventListener("click", (event) => markerOf(event) && open(markerOf(event)));
  document.addEventListener("focusin", (event) => markerOf(event) && showPreview(markerOf(event)));
  document.addEventListener("mouseover", (event) => markerOf(event) && showPreview(markerOf(event)));
  document.addEventListener("focusout", (event) => markerOf(event) && hidePreview());
  document.addEventListener("mouseout", (event) => {
    if ((markerOf(event) || preview?.contains(event.target)) && !preview.contains(event.relatedTarget)) hidePreview();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!preview.hidden) return hidePreview();
    if (page.drawerOpen?.()) page.closeDrawer();
    else if (!reader.hidden) closeReader();
  });
  const start = () => {
    makeReader();
    new MutationObserver(follow).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-stage", "data-conversation"] });
  };
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
