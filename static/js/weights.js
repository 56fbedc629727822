// Shows each weight's share of the whole while it is typed; without this script the saved shares stand there.
(() => {
  "use strict";
  const form = document.querySelector("[data-weights]");
  if (!form) return;
  const fields = [...form.querySelectorAll("[data-weight]")];
  const language = document.documentElement.lang || undefined;
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

  const weightOf = (field) => {
    const weight = field.valueAsNumber;
    return Number.isFinite(weight) && weight > 0 ? weight : 0;
  };

  const show = () => {
    const total = fields.reduce((sum, field) => sum + weightOf(field), 0);
    fields.forEach((field) => {
      const share = total > 0 ? weightOf(field) / total : 0;
      const line = field.closest("[data-line]");
      line.querySelector("[data-share]").textContent = `${whole.format(share * 100)}\u00a0%`;
      line.querySelector("[data-bar]").setAttribute("width", `${(share * 100).toFixed(2)}%`);
    });
    const nothing = form.querySelector("[data-nothing]");
    if (nothing) nothing.hidden = total > 0;
  };

  form.addEventListener("input", show);
  show();
})();
