// Another type of answer, number of levels or deciding question shows its own fields at once.
document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-panel] [data-again]")) return;
  const form = event.target.closest("form");
  form.requestSubmit(form.querySelector("[data-again-button]"));
});

// On a narrow screen the panel stands above the list: what was opened is brought into sight.
document.addEventListener("htmx:afterSettle", () => {
  const faults = document.querySelector(".editor-panel [data-focus]");
  if (faults) { faults.focus(); return; }
  if (window.matchMedia("(max-width: 991.98px)").matches) {
    document.getElementById("panel")?.scrollIntoView({ block: "start" });
  }
});
