// Fast hands around every page: "/" to search, suggestions by arrow keys, notices that say what failed.
(() => {
  "use strict";

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const search = () => document.querySelector("[data-search] input");
  const list = () => document.getElementById("search-suggestions");
  const options = () => [...(list()?.querySelectorAll("a[role=option]") ?? [])];

  const show = (open) => {
    const input = search();
    if (!input) return;
    list().hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };

  const mark = (index) => {
    options().forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    });
    const chosen = options()[index];
    if (chosen) search().setAttribute("aria-activedescendant", chosen.id);
    else search()?.removeAttribute("aria-activedescendant");
  };

  const move = (step) => {
    const all = options();
    if (!all.length) return;
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
    show(true);
    mark(next);
  };

  const searchKeys = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      // The first Escape closes the list and keeps the words; the next one is the browser's and clears them.
      if (!list().hidden) event.preventDefault();
      show(false);
    } else if (event.key === "Enter") {
      const chosen = options().find((option) => option.getAttribute("aria-selected") === "true");
      if (chosen && !list().hidden) {
        event.preventDefault();
        chosen.click();
      }
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.target === search()) { searchKeys(event); return; }
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!search()) return;
    event.preventDefault();
    search().focus();
    search().select();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-search]")) show(false);
    event.target.closest("[data-dismiss-notice]")?.closest(".notice").remove();
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === search() && !event.relatedTarget?.closest("#search-suggestions")) show(false);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "search-suggestions") show(search().value.trim().length > 1);
  });

  const tell = (templateId, event) => {
    // A part that shows its own state (a saved answer, the suggestions) asks not to be spoken for.
    if (event.detail.elt?.closest("[data-own-errors], [data-search]")) return;
    const template = document.getElementById(templateId);
    if (template) document.getElementById("notices").replaceChildren(template.content.cloneNode(true));
  };

  document.addEventListener("htmx:sendError", (event) => tell("notice-unreachable", event));
  document.addEventListener("htmx:timeout", (event) => tell("notice-unreachable", event));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) tell("notice-failed", event);
  });

  // A table wider than its place scrolls by arrow keys too, so it must take the focus.
  const reach = (table) => {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  };
  const watcher = new ResizeObserver((entries) => entries.forEach((entry) => reach(entry.target)));
  const watch = (root) => root.querySelectorAll(".table-wide").forEach((table) => watcher.observe(table));

  document.addEventListener("DOMContentLoaded", () => watch(document));
  document.addEventListener("htmx:afterSettle", (event) => watch(event.target));
  document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-focus]")?.focus());
  // On a narrow screen the tab one is on may stand outside the row that scrolls.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  });
})();

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
