// Fast hands: j and k move, 1 to 9 answer the question in focus, n says "not applicable".

const root = document.querySelector("[data-filling]");
const toggle = document.querySelector("[data-shortcuts]");
const PREFERENCE = "parity.fill.shortcuts";
const NOT_APPLICABLE = "__not_applicable__";

function isWriting(target) {
  return target.matches("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])");
}

function questions() {
  return [...root.querySelectorAll("[data-question]:not([hidden])")];
}

function focused() {
  return document.activeElement?.closest("[data-question]") ?? null;
}

// Without a question in focus, the first one in view is where the eyes are.
function inView() {
  return questions().find((question) => question.getBoundingClientRect().bottom > window.innerHeight / 4) ?? null;
}

function move(step) {
  const all = questions();
  const here = focused();
  const target = here ? all[all.indexOf(here) + step] : inView();
  if (!target) return;
  target.querySelector("fieldset").focus({ preventScroll: true });
  target.scrollIntoView({ block: "center", behavior: "instant" });
}

function choose(question, number) {
  const offered = [...question.querySelectorAll("[data-tiles] input")].filter((input) => input.value !== NOT_APPLICABLE);
  const input = offered[number - 1];
  if (!input) return false;
  input.focus();
  input.click();
  return true;
}

function sayNotApplicable(question) {
  const input = question.querySelector(`[value="${NOT_APPLICABLE}"]`);
  if (!input) return false;
  if (!input.checked) input.click();
  question.querySelector("[name=reason]").focus();
  return true;
}

function act(key) {
  if (key === "j" || key === "k") {
    move(key === "j" ? 1 : -1);
    return true;
  }
  const question = focused();
  if (!question) return false;
  if (key === "n") return sayNotApplicable(question);
  return /^[1-9]$/.test(key) && choose(question, Number(key));
}

function onKey(event) {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (isChord || event.defaultPrevented || isWriting(event.target) || !toggle.checked) return;
  if (act(event.key)) event.preventDefault();
}

if (root && toggle) {
  toggle.checked = localStorage.getItem(PREFERENCE) !== "off";
  toggle.addEventListener("change", () => localStorage.setItem(PREFERENCE, toggle.checked ? "on" : "off"));
  document.addEventListener("keydown", onKey);
}
