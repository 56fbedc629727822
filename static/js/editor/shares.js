// Shows each weight's share while it is typed, by the same rule as the server; saved shares stand there without it.
const editor = () => document.querySelector("[data-editor]");
const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

const weightOf = (field) => {
  const weight = field.valueAsNumber;
  return "scored" in field.dataset && Number.isFinite(weight) && weight > 0 ? weight : 0;
};

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const said = (share) => `${percent.format(100 * share)}\u00a0%`;

const show = () => {
  const sections = [...editor().querySelectorAll("[data-section]")].map((card) => ({
    card,
    weight: weightOf(card.querySelector(".editor-head [data-weight]")),
    lines: [...card.querySelectorAll(".editor-line")].map((line) => ({
      line,
      weight: weightOf(line.querySelector("[data-weight]")),
    })),
  }));
  // A section in which nothing counts leaves its weight to the others.
  sections.forEach((section) => { if (!sum(section.lines.map(({ weight }) => weight))) section.weight = 0; });
  const whole = sum(sections.map(({ weight }) => weight));
  sections.forEach(({ card, weight, lines }) => {
    const share = whole ? weight / whole : 0;
    card.querySelector(".editor-head [data-share]").textContent = `= ${said(share)}`;
    const inside = sum(lines.map((each) => each.weight));
    lines.forEach((each) => {
      if (!("scored" in each.line.querySelector("[data-weight]").dataset)) return;
      each.line.querySelector("[data-share]").textContent = said(inside ? (share * each.weight) / inside : 0);
    });
  });
};

const changed = () => {
  const form = document.getElementById("weights");
  return [...form.elements].some((field) => {
    const was = field.matches("[data-weight]") && form.elements[`was-${field.name}`];
    return was && was.value !== field.value;
  });
};

const mark = () => {
  const button = document.querySelector("[data-save-weights]");
  if (!button) return;
  button.classList.toggle("btn-primary", changed());
  button.classList.toggle("btn-outline-secondary", !changed());
};

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-editor] [data-weight]")) return;
  show();
  mark();
});

// Whatever leads away from typed weights saves them first: the browser asks before it lets them go.
window.addEventListener("beforeunload", (event) => {
  if (editor() && changed() && !leaving) event.preventDefault();
});
let leaving = false;
document.addEventListener("submit", (event) => { if (event.target.id === "weights") leaving = true; });
document.addEventListener("htmx:afterSwap", () => { leaving = false; mark(); });

// Inside the page other requests carry typed weights along by saving them first.
document.addEventListener("htmx:confirm", (event) => {
  const form = document.getElementById("weights");
  if (!form || !editor() || event.target === form || !changed()) return;
  if (!event.target.closest(".editor")) return;
  event.preventDefault();
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).then((reply) => {
    if (reply.type === "opaqueredirect") {
      [...form.elements].forEach((field) => {
        const was = field.matches("[data-weight]") && form.elements[`was-${field.name}`];
        if (was) was.value = field.value;
      });
      event.detail.issueRequest(true);
    } else form.requestSubmit();
  }).catch(() => form.requestSubmit());
});
// Weights may have been typed before this script was there.
if (changed()) show();
mark();
