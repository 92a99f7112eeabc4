// Opens the article of a citation beside the conversation, and keeps the newest question in sight. All HTML that is put
// into the page here comes from this server, where everything foreign has been escaped.
(() => {
  "use strict";
  let reader = null;
  let opener = null;
  let latest = 0;
  let turns = 0;

  const makeReader = () => {
    reader = document.createElement("aside");
    reader.id = "reader";
    reader.hidden = true;
    reader.setAttribute("aria-label", "Article");
    const bar = document.createElement("div");
    bar.className = "bar";
    const close = document.createElement("button");
    close.type = "button";
    close.id = "close-reader";
    close.textContent = "Back to the answer";
    close.addEventListener("click", closeReader);
    bar.append(close);
    const page = document.createElement("div");
    page.id = "page";
    reader.append(bar, page);
    document.body.append(reader);
  };

  const open = async (marker) => {
    const { article, start, end, words } = marker.dataset;
    const asked = ++latest;
    const query = new URLSearchParams({ id: article, start, end, words });
    let html = "<p class='note' role='alert'>The server does not answer.</p>";
    try {
      html = await (await fetch(`article?${query}`)).text();
    } catch { /* shown in the article's place */ }
    if (asked !== latest) return;
    mark(marker);
    reader.querySelector("#page").innerHTML = html;
    reader.hidden = false;
    document.body.classList.add("reading");
    const cited = reader.querySelector("#cited");
    (cited ?? reader.querySelector("#close-reader")).focus({ preventScroll: true });
    if (cited) cited.scrollIntoView({ block: "center" });
  };

  const mark = (marker) => {
    opener?.setAttribute("aria-expanded", "false");
    opener = marker;
    opener?.setAttribute("aria-expanded", "true");
  };

  const closeReader = () => {
    latest++;
    reader.hidden = true;
    document.body.classList.remove("reading");
    const back = opener;
    mark(null);
    back?.focus();
  };

  // A finished answer is read out once; one that is being written would be read out at every word.
  const follow = () => {
    const shown = document.querySelectorAll(".turn");
    const last = shown[shown.length - 1];
    const log = last?.closest("[role=log]");
    log?.setAttribute("aria-busy", String(["waiting", "searching", "reading", "writing"].includes(last.dataset.stage)));
    for (const message of log?.querySelectorAll("[aria-label$='a component of type html']") ?? []) {
      message.removeAttribute("aria-label"); // it would be read instead of the message
    }
    if (shown.length > turns) {
      const questions = document.querySelectorAll(".question");
      questions[questions.length - 1]?.scrollIntoView({ block: "start" });
    }
    turns = shown.length;
  };

  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.(".cite");
    if (marker) open(marker);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && reader && !reader.hidden) closeReader();
  });
  const start = () => {
    makeReader();
    new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
