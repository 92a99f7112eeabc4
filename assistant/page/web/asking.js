// What the reader asks: the box, buttons and links become one order, which the server reads. Nothing is kept here but
// what is about to be asked; conversations are on the server.
window.onrecord = {};
(() => {
  "use strict";
  const page = window.onrecord;
  let pending = null; // what a button asks; without it, the box is asked
  let replaces = null; // the turn that the box's question takes the place of

  page.current = new URLSearchParams(location.search).get("c") ?? "";
  page.texts = () => document.getElementById("texts")?.dataset ?? {};

  page.order = (typed) => {
    const order = { conversation: page.current, ...filters(), ...(pending ?? (replaces ? { replaces } : {})) };
    if (pending || typed.trim()) endEditing();
    pending = null;
    return [typed, JSON.stringify(order)];
  };

  page.ask = (order, turn) => {
    const button = document.getElementById("ask");
    if (!button || button.disabled) return say(turn, page.texts().busy);
    pending = order;
    button.click();
  };

  page.opening = () => JSON.stringify({ conversation: page.current });

  // Links with a question ask it; those with a conversation only show it.
  page.opened = () => {
    document.documentElement.lang = page.texts().language ?? "en";
    const query = new URLSearchParams(location.search);
    if (page.current) return followLast();
    const asked = narrowed(query);
    setFilters(asked);
    if (query.get("view") === "said") page.openSaid(query);
    else if (query.get("q")) page.ask({ question: query.get("q"), ...asked });
  };

  const followLast = () => [...document.querySelectorAll("#chat .question")].at(-1)?.scrollIntoView();

  const narrowed = (query) => {
    const order = { outlets: query.getAll("outlet"), opinion: query.get("opinion") !== "off" };
    for (const name of ["since", "until", "speaker"]) if (query.get(name)) order[name] = query.get(name);
    return order;
  };

  const form = () => document.querySelector("#filters form");

  const filters = () => {
    const query = new URLSearchParams();
    if (form()) for (const [name, value] of new FormData(form())) query.append(name, value);
    return narrowed(query);
  };

  const setFilters = (order) => {
    if (!form()) return;
    for (const name of ["since", "until", "speaker"]) form().elements[name].value = order[name] ?? "";
    for (const box of form().querySelectorAll("[name=outlet]")) box.checked = order.outlets.includes(box.value);
    form().elements.opinion.checked = !order.opinion;
    showFilters();
  };

  const locale = () => (page.texts().language === "en" ? "en-GB" : page.texts().language); // as the server writes days
  const day = (iso) => new Date(`${iso}T12:00`).toLocaleDateString(locale(), { dateStyle: "medium" });

  const showFilters = () => {
    const box = document.getElementById("filters");
    const { since, until, speaker, outlets, opinion } = filters();
    const parts = [speaker, ...outlets];
    if (since) parts.push(box.dataset.since.replace("{day}", day(since)));
    if (until) parts.push(box.dataset.until.replace("{day}", day(until)));
    if (!opinion) parts.push(box.dataset.noOpinion);
    box.querySelector(".now").textContent = parts.filter(Boolean).join(" · ") || box.dataset.none;
    box.classList.toggle("set", parts.some(Boolean));
  };

  const box = () => document.querySelector("#question textarea");

  const edit = (turn, number) => {
    endEditing();
    replaces = number;
    box().value = turn.dataset.question;
    box().dispatchEvent(new Event("input", { bubbles: true }));
    box().focus();
    const hint = document.createElement("p");
    hint.id = "editing";
    hint.setAttribute("role", "status");
    hint.append(page.texts().editing.replace("{n}", number), " ");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "small";
    cancel.dataset.do = "end-editing";
    cancel.textContent = page.texts().cancel;
    hint.append(cancel);
    document.getElementById("asking").prepend(hint);
  };

  const endEditing = () => {
    replaces = null;
    document.getElementById("editing")?.remove();
  };

  const say = (turn, text) => {
    const place = turn?.querySelector(".tools .said");
    if (place) place.textContent = text;
  };

  const copy = async (turn, text) => {
    try {
      await navigator.clipboard.writeText(await text);
      say(turn, page.texts().copied);
    } catch {
      say(turn, page.texts().notCopied);
    }
  };

  const markdown = async (turn) => {
    const response = await fetch(`conversations/${turn.dataset.conversation}/${turn.dataset.turn}.md`);
    if (!response.ok) throw new Error(response.statusText);
    return response.text();
  };

  const within = (turn) => narrowed(new URLSearchParams(turn.querySelector("[data-do=link]").dataset.query));

  const toggle = (turn, name, button, wanted) => {
    const shown = turn.querySelector(name);
    const open = wanted ?? shown.hidden;
    shown.hidden = !open;
    button?.setAttribute("aria-expanded", String(open));
    return open;
  };

  const openSlot = (turn, chip) => {
    for (const other of turn.querySelectorAll(".chip")) other.setAttribute("aria-expanded", "false");
    toggle(turn, ".slots-form", chip, true);
    turn.querySelector(`.slots-form [name=${chip.dataset.slot}]`).select();
  };

  const judge = async (turn, verdict, reason = "") => {
    const judged = { conversation: turn.dataset.conversation, turn: Number(turn.dataset.turn), verdict, reason };
    const headers = { "content-type": "application/json" };
    let kept = false;
    try {
      kept = (await fetch("feedback", { method: "POST", headers, body: JSON.stringify(judged) })).ok;
    } catch { /* said below */ }
    say(turn, kept ? page.texts().thanks : page.texts().notKept);
    if (kept) for (const button of turn.querySelectorAll("[data-verdict]")) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  };

  const actions = {
    suggest: (button) => page.ask({ question: button.textContent }),
    retry: (button, turn) => page.ask({ question: turn.dataset.question, replaces: Number(button.dataset.turn), ...within(turn) }, turn),
    edit: (button, turn) => edit(turn, Number(button.dataset.turn)),
    "end-editing": endEditing,
    copy: (button, turn) => copy(turn, markdown(turn)),
    link: (button, turn) => copy(turn, `${location.origin}${location.pathname}${button.dataset.query}`),
    judge: (button, turn) => judge(turn, button.dataset.verdict),
    wrong: (button, turn) => toggle(turn, ".wrong-form", button) && turn.querySelector(".wrong-form input").focus(),
    "close-wrong": (button, turn) => {
      toggle(turn, ".wrong-form", turn.querySelector("[data-do=wrong]"), false);
      turn.querySelector("[data-do=wrong]").focus();
    },
    slot: (button, turn) => openSlot(turn, button),
    "close-slots": (button, turn) => {
      toggle(turn, ".slots-form", turn.querySelector(".chip[aria-expanded=true]"), false);
      turn.querySelector(".chip").focus();
    },
    language: (button) => {
      document.cookie = `onrecord-language=${button.dataset.language}; path=/; max-age=31536000; samesite=strict`;
      location.reload();
    },
  };
  page.actions = actions;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-do]");
    if (button) actions[button.dataset.do]?.(button, button.closest(".turn"));
    if (event.target.closest?.("#stop")) box().focus({ preventScroll: true }); // it goes, and would take the keyboard along
  });

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    const turn = sent.closest(".turn");
    event.preventDefault();
    if (sent.matches(".slots-form")) page.ask({ slots: Object.fromEntries(new FormData(sent)), revises: JSON.parse(sent.dataset.revises), ...within(turn) }, turn);
    if (sent.matches(".wrong-form")) {
      const { reason = "", more = "" } = Object.fromEntries(new FormData(sent));
      judge(turn, "wrong", [reason, more.trim()].filter(Boolean).join(": "));
      actions["close-wrong"](null, turn);
    }
  });

  document.addEventListener("input", (event) => event.target.closest("#filters") && showFilters());
  document.addEventListener("reset", (event) => event.target.closest("#filters") && setTimeout(showFilters));
})();
