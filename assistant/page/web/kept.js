// The drawer with the conversations that are kept, or with the form that takes files. Its HTML comes from this server.
(() => {
  "use strict";
  const page = window.onrecord;
  let drawer = null;
  let opener = null;

  const make = () => {
    drawer = document.createElement("aside");
    drawer.id = "drawer";
    drawer.hidden = true;
    drawer.tabIndex = -1;
    const heading = document.createElement("h2");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "small";
    close.addEventListener("click", () => page.closeDrawer());
    const bar = document.createElement("div");
    bar.className = "bar";
    bar.append(heading, close);
    const content = document.createElement("div");
    content.className = "content";
    drawer.append(bar, content);
    document.body.append(drawer);
  };

  const open = async (button, title, address) => {
    drawer ?? make();
    opener = button;
    let html = null;
    try {
      html = await (await fetch(address)).text();
    } catch { /* said in its place */ }
    drawer.setAttribute("aria-label", title);
    drawer.querySelector("h2").textContent = title;
    drawer.querySelector(".bar button").textContent = page.texts().close;
    if (html === null) drawer.querySelector(".content").textContent = page.texts().noServer;
    else drawer.querySelector(".content").innerHTML = html;
    drawer.hidden = false;
    drawer.focus();
  };

  page.drawerOpen = () => drawer !== null && !drawer.hidden;
  page.closeDrawer = () => {
    drawer.hidden = true;
    drawer.querySelector(".content").replaceChildren();
    opener?.focus();
  };

  const list = (button) => open(button, page.texts().conversations, `conversations?current=${encodeURIComponent(page.current)}`);

  // The first click asks whether it is meant, the second deletes.
  const remove = async (button) => {
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = page.texts().sure;
      return;
    }
    const { conversation } = button.dataset;
    try {
      await fetch(`conversations/${encodeURIComponent(conversation)}`, { method: "DELETE" });
    } catch {
      button.textContent = page.texts().noServer;
      return;
    }
    if (conversation === page.current) location.assign("./");
    else await list(opener);
  };

  Object.assign(page.actions, {
    conversations: list,
    add: (button) => open(button, page.texts().add, "articles/form"),
    delete: remove,
  });
})();
