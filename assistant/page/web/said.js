// The view of who said what: which of the two views is shown, names while one is typed, and the form as an order.
(() => {
  "use strict";
  const page = window.onrecord;
  let asked = 0;

  const view = (name) => {
    document.body.dataset.view = name;
    for (const link of document.querySelectorAll("[data-view]:is(a)")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  const form = () => document.getElementById("said-form");
  const fields = () => Object.fromEntries([...new FormData(form())].filter(([, value]) => value));

  page.ledgerOrder = () => JSON.stringify(fields());

  page.openSaid = (query) => {
    view("said");
    for (const field of form().elements) if (field.name && query.get(field.name)) field.value = query.get(field.name);
    if (query.get("speaker")) look();
  };

  const look = () => {
    history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ view: "said", ...fields() })}`);
    document.getElementById("said-go").click();
  };

  const address = { ask: () => (page.current ? `?c=${encodeURIComponent(page.current)}` : ""), said: () => "?view=said" };
  const show = (name) => {
    view(name);
    history.replaceState(null, "", `${location.pathname}${address[name]()}`);
  };

  page.actions.person = (button) => {
    form().elements.speaker.value = button.dataset.name;
    look();
  };
  page.actions["ask-about"] = (button) => {
    const { since, until, outlet } = fields();
    show("ask");
    page.ask({ question: button.dataset.question, since: since ?? null, until: until ?? null, outlets: outlet ? [outlet] : [], speaker: "" });
  };

  page.actions["ask-row"] = (button) => {
    const { question, outlet, day } = button.dataset;
    show("ask");
    page.ask({ question, since: day || null, until: day || null, outlets: outlet ? [outlet] : [], speaker: "", opinion: true });
  };

  const suggest = async (typed) => {
    const number = ++asked;
    const names = await (await fetch(`speakers?prefix=${encodeURIComponent(typed)}`)).json();
    if (number !== asked) return;
    const options = names.map((name) => Object.assign(document.createElement("option"), { value: name }));
    document.getElementById("speakers").replaceChildren(...options);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".speaker-search")) suggest(event.target.value).catch(() => {});
  });
  document.addEventListener("submit", (event) => event.target === form() && look());
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-view]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.dataset.view);
  });
})();
