// Applies the chosen appearance before the first paint, and keeps the choice on this machine.
(() => {
  "use strict";
  const KEY = "parity-appearance";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const choice = () => {
    try { return localStorage.getItem(KEY) || "system"; } catch { return "system"; }
  };

  const show = (theme) => {
    const root = document.documentElement;
    if (root.dataset.bsTheme === theme) return;
    root.dataset.bsTheme = theme;
    document.dispatchEvent(new CustomEvent("appearance-changed"));
  };

  const apply = () => {
    const wanted = choice();
    show(wanted === "system" ? (dark.matches ? "dark" : "light") : wanted);
  };

  const press = () => {
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice()));
    }
  };

  apply();
  dark.addEventListener("change", apply);
  // Paper is white: dark ink and light charts, whatever the screen shows.
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", apply);
  addEventListener("storage", (event) => { if (event.key === KEY) { apply(); press(); } });
  document.addEventListener("DOMContentLoaded", press);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    // Inside the menu: choosing is not leaving.
    event.stopPropagation();
    try { localStorage.setItem(KEY, button.dataset.themeChoice); } catch { /* private window: for this page only */ }
    apply();
    press();
  }, true);
})();
