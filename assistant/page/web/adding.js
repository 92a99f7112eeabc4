// Files into the index: each is sent in a request of its own, whose answer tells line by line what becomes of it.
(() => {
  "use strict";
  const page = window.onrecord;
  const waiting = [];
  let running = false;

  const entry = (form, name) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    label.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", name);
    const state = document.createElement("span");
    state.className = "state";
    const problems = document.createElement("ul");
    item.append(label, bar, state, problems);
    form.querySelector(".files").append(item);
    return { item, bar, state, problems };
  };

  const show = (shown, step) => {
    shown.item.dataset.state = step.state;
    shown.state.textContent = step.text;
    if (step.share === null) shown.bar.removeAttribute("value");
    else shown.bar.value = step.share;
    shown.bar.hidden = step.state !== "working";
    for (const problem of step.problems) {
      const item = document.createElement("li");
      item.textContent = problem;
      shown.problems.append(item);
    }
  };

  // XMLHttpRequest, for fetch does not tell how much of a body is sent.
  const post = (form, address, body, shown) => new Promise((done) => {
    const request = new XMLHttpRequest();
    let read = 0;
    let last = null;
    const lines = () => {
      const end = request.responseText.lastIndexOf("\n") + 1;
      for (const line of request.responseText.slice(read, end).split("\n").filter(Boolean)) show(shown, last = JSON.parse(line));
      read = end;
    };
    const failed = (text) => show(shown, last = { state: "failed", text, share: null, problems: [] });
    request.open("POST", address);
    request.upload.onprogress = (event) => show(shown, { state: "working", text: form.dataset.sending, share: event.loaded / event.total, problems: [] });
    request.onprogress = () => request.status === 200 && lines();
    const reasons = { 413: form.dataset.tooLarge, 503: form.dataset.busy };
    request.onload = () => (request.status === 200 ? lines() : failed(reasons[request.status] ?? form.dataset.failed));
    request.onerror = () => failed(form.dataset.failed);
    request.onloadend = () => done(last?.state === "done");
    request.send(body);
  });

  const add = async (form, file) => {
    const shown = entry(form, file.name);
    if (file.size > Number(form.dataset.most)) {
      show(shown, { state: "failed", text: form.dataset.tooLarge, share: null, problems: [] });
      return false;
    }
    return post(form, `articles?name=${encodeURIComponent(file.name)}`, file, shown);
  };

  // All files first: they can be asked about by their words while quotations and meanings are still being made.
  const work = async (form) => {
    if (running) return;
    running = true;
    let any = false;
    while (waiting.length) any = (await waiting.shift()()) || any;
    if (any) await complete(form);
    running = false;
  };

  const complete = async (form) => {
    const finish = form.querySelector(".finish");
    finish.hidden = false;
    finish.replaceChildren();
    const link = document.createElement("a");
    link.href = "./";
    link.className = "button begin";
    link.textContent = form.dataset.begin;
    const line = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", form.dataset.sending);
    const problems = document.createElement("ul");
    finish.append(line, bar, problems);
    await post(form, "articles/finish", null, { item: finish, bar, state: line, problems });
    finish.append(link);
  };

  const take = (form, files) => {
    for (const file of files) waiting.push(() => add(form, file));
    work(form);
  };

  page.actions.samples = (button) => {
    const form = button.closest(".adding");
    button.disabled = true;
    waiting.push(() => post(form, "articles/samples", null, entry(form, button.textContent)));
    work(form);
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest(".adding");
    if (!form || event.target.type !== "file") return;
    take(form, [...event.target.files]);
    event.target.value = "";
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      const place = event.target.closest?.(".adding");
      if (!place) return;
      event.preventDefault();
      if (kind === "drop") take(place, [...event.dataTransfer.files]);
    });
  }
})();
