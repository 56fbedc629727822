// What belongs to a question besides its answer opens below it; without this script it is a page of its own.
(() => {
  const asIs = (event) => event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey;

  const close = (panel, link) => {
    panel.replaceChildren();
    link.setAttribute("aria-expanded", "false");
  };

  const open = async (panel, link) => {
    for (const other of link.closest(".q").querySelectorAll("a.q-extra")) other.setAttribute("aria-expanded", String(other === link));
    panel.dataset.from = link.href;
    let answer;
    try {
      answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    } catch {
      answer = { ok: false };
    }
    if (panel.dataset.from !== link.href) return;
    if (!answer.ok || answer.redirected) {
      // The page of its own says what is the matter.
      window.location.assign(link.href);
      return;
    }
    panel.innerHTML = await answer.text();
    window.htmx.process(panel);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.q-extra");
    const panel = link?.closest(".q")?.querySelector(".q-panel");
    if (!panel || asIs(event)) return;
    event.preventDefault();
    if (panel.firstElementChild && link.getAttribute("aria-expanded") === "true") close(panel, link);
    else open(panel, link);
  });
})();
