// Proof below a question: how far an upload has come, and what the foot of the question says afterwards.
(() => {
  const progressOf = (event) => event.target.closest?.("[data-upload]")?.querySelector("progress");

  const tellFoot = (panel) => {
    const said = panel.querySelector("[data-foot]")?.dataset;
    const links = panel.closest(".q")?.querySelectorAll("a.q-extra") ?? [];
    const link = [...links].find((each) => each.href === panel.dataset.from);
    if (!said || !link) return;
    link.className = `q-extra ${said.footTone}`;
    link.querySelector(".bi").className = `bi bi-${said.footIcon}`;
    link.lastChild.textContent = ` ${said.foot}`;
  };

  document.addEventListener("htmx:xhr:progress", (event) => {
    const bar = progressOf(event);
    if (!bar || !event.detail.lengthComputable) return;
    bar.hidden = false;
    bar.value = event.detail.loaded / event.detail.total;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const bar = progressOf(event);
    if (bar) bar.hidden = true;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const panel = event.target.closest?.(".q-panel");
    if (panel) tellFoot(panel);
  });
})();
