// Reorders by dragging a handle and by the arrow keys on it; the buttons beside do the same without this script.
let dragged = null;
// One move at a time: what is pressed while one is under way counts from where that one ends.
let moving = false;
const pressed = [];

const rowOf = (element) => element.closest(".editor-line") || element.closest("[data-section]");
const placeIn = (row, kind) => [...row.parentElement.querySelectorAll(kind)].indexOf(row) + 1;
const LINE = ":scope > .editor-line";
const SECTION = ":scope > [data-section]";

const send = (to, focus) => {
  moving = true;
  const form = document.getElementById("move");
  const field = form.querySelector("[name=to]");
  field.value = to;
  field.disabled = false;
  sessionStorage.setItem("editor-focus", focus);
  form.requestSubmit();
};

const moveQuestion = (key, section, place) => send(`question/${key}/${section}/${place}`, `handle-${key}`);
const moveSection = (key, place) => send(`section/${key}/${place}`, `handle-${key}`);

const step = (handle, by) => {
  const row = rowOf(handle);
  if (handle.dataset.handle === "section") {
    const place = placeIn(row, SECTION) + by;
    if (place >= 1 && place <= document.querySelectorAll("[data-section]").length) moveSection(row.dataset.section, place);
    return;
  }
  const card = row.closest("[data-section]");
  const lines = card.querySelectorAll(".editor-line").length;
  const place = placeIn(row, LINE) + by;
  if (place >= 1 && place <= lines) { moveQuestion(row.dataset.question, card.dataset.section, place); return; }
  // Past the end of its section a question goes on in the next one.
  const cards = [...document.querySelectorAll("[data-section]")];
  const next = cards[cards.indexOf(card) + by];
  if (next) moveQuestion(row.dataset.question, next.dataset.section, by > 0 ? 1 : 9999);
};

const goOn = () => {
  while (!moving && pressed.length) {
    const { id, by } = pressed.shift();
    const handle = document.getElementById(id);
    if (handle) step(handle, by);
  }
};

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  pressed.push({ id: handle.id, by: event.key === "ArrowUp" ? -1 : 1 });
  goOn();
});

const clear = () => document.querySelectorAll(".drop-before, .drop-after").forEach((each) => each.classList.remove("drop-before", "drop-after"));

const targetOf = (event) => {
  if (!dragged) return null;
  const card = event.target.closest?.("[data-section]");
  if (!card) return null;
  if (dragged.kind === "section") return card;
  return event.target.closest(".editor-line") || card;
};

const isAfter = (target, event) => {
  const box = target.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
};

document.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle) return;
  if (moving) { event.preventDefault(); return; }
  const row = rowOf(handle);
  dragged = { kind: handle.dataset.handle, row };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.id || row.dataset.section);
  event.dataTransfer.setDragImage(row, 10, 10);
  row.classList.add("is-dragged");
});

document.addEventListener("dragover", (event) => {
  const target = targetOf(event);
  if (!target) return;
  event.preventDefault();
  clear();
  target.classList.add(isAfter(target, event) ? "drop-after" : "drop-before");
});

document.addEventListener("drop", (event) => {
  const target = targetOf(event);
  if (!target || target === dragged.row) return;
  event.preventDefault();
  const { kind, row } = dragged;
  const after = isAfter(target, event) ? 1 : 0;
  if (kind === "section") {
    const from = placeIn(row, SECTION);
    const to = placeIn(target, SECTION) + after;
    moveSection(row.dataset.section, to > from ? to - 1 : to);
    return;
  }
  const section = target.closest("[data-section]").dataset.section;
  if (!target.matches(".editor-line")) { moveQuestion(row.dataset.question, section, after ? 9999 : 1); return; }
  const sameList = row.parentElement === target.parentElement;
  const to = placeIn(target, LINE) + after;
  moveQuestion(row.dataset.question, section, sameList && to > placeIn(row, LINE) ? to - 1 : to);
});

document.addEventListener("dragend", () => {
  dragged?.row.classList.remove("is-dragged");
  clear();
  dragged = null;
});

// After a move the handle keeps the focus, so that the next arrow key moves on.
const returnFocus = () => {
  const focus = sessionStorage.getItem("editor-focus");
  if (!focus) return;
  sessionStorage.removeItem("editor-focus");
  document.getElementById(focus)?.focus();
};

document.addEventListener("htmx:afterSettle", () => {
  returnFocus();
  moving = false;
  goOn();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) return;
  moving = false;
  pressed.length = 0;
});

// Handles that could not do anything yet are not offered; they appear with the script that moves.
returnFocus();
document.documentElement.dataset.reorders = "";
