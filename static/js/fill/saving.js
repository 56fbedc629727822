// Saves each answer by itself and says so. What was typed is never thrown away, and never stored in the browser.

const TYPING_PAUSE = 900;
const FIRST_RETRY = 2000;
const SLOWEST_RETRY = 30000;
const SIGNED_OUT_RETRY = 15000;
const LEAVING_PATIENCE = 3000;
const NOT_APPLICABLE = "__not_applicable__";

const root = document.querySelector("[data-filling]");
const records = new Map();

function recordOf(form) {
  if (!records.has(form.id)) {
    records.set(form.id, { edits: 0, saved: 0, sent: 0, attempts: 0, timer: 0, held: false });
  }
  return records.get(form.id);
}

function isUnsaved(record) {
  return record.edits > record.saved;
}

function unsavedForms() {
  return [...records].filter(([, record]) => isUnsaved(record)).map(([id]) => document.getElementById(id)).filter(Boolean);
}

function formOf(event) {
  const element = event.detail?.elt ?? event.target;
  return element.closest?.("form[data-answer]") ?? null;
}

// --- What stands beside a question ------------------------------------------------------------

const ICONS = { saving: "arrow-repeat", retrying: "cloud-slash", signedOut: "cloud-slash", lost: "cloud-slash" };

function say(form, state) {
  const status = form.querySelector("[data-status]");
  const icon = document.createElement("i");
  icon.className = `bi bi-${ICONS[state] ?? "pencil"}`;
  icon.setAttribute("aria-hidden", "true");
  status.replaceChildren(icon, ` ${root.dataset[`say${state[0].toUpperCase()}${state.slice(1)}`]}`);
  status.dataset.status = state;
}

function markField(form, isRefused) {
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (isRefused) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function nameNote(form) {
  const label = form.querySelector("[data-note-label]");
  if (!label) return;
  const note = form.elements.note.value.trim();
  const start = note.length > 80 ? `${note.slice(0, 79)}…` : note;
  label.textContent = note ? `“${start}”` : label.closest("[data-filling]").dataset.sayNoNote;
}

// --- When to save -----------------------------------------------------------------------------

function saysNotApplicable(form) {
  return form.querySelector(`[value="${NOT_APPLICABLE}"]`)?.checked ?? false;
}

// A date that is half typed reads as none; saving it would clear the answer.
function isHalfTyped(form) {
  return [...form.elements].some((field) => field.validity?.badInput);
}

function whyNotYet(form) {
  if (saysNotApplicable(form)) return form.elements.reason.value.trim() ? "" : "reason";
  return isHalfTyped(form) ? "waiting" : "";
}

function save(form) {
  const record = recordOf(form);
  clearTimeout(record.timer);
  const reason = whyNotYet(form);
  if (reason) say(form, reason);
  else window.htmx.trigger(form, "save");
}

function saveLater(form, delay) {
  const record = recordOf(form);
  clearTimeout(record.timer);
  record.timer = setTimeout(() => save(form), delay);
}

function edit(record) {
  record.edits += 1;
  record.held = false;
}

function isTyped(field) {
  return field.matches("textarea, input:not([type=radio]):not([type=checkbox])");
}

function onInput(event) {
  const form = formOf(event);
  if (!form || !isTyped(event.target)) return;
  count(event.target);
  edit(recordOf(form));
  say(form, whyNotYet(form) || "waiting");
  saveLater(form, TYPING_PAUSE);
}

function onChange(event) {
  const form = formOf(event);
  if (!form) return;
  const record = recordOf(form);
  if (!isTyped(event.target)) edit(record);
  if (event.target.type === "checkbox") keepOneKind(form, event.target);
  if (event.target.value === NOT_APPLICABLE && event.target.checked) form.elements.reason.focus();
  if (isUnsaved(record)) save(form);
}

// "Not applicable" and ticked options exclude each other.
function keepOneKind(form, ticked) {
  if (!ticked.checked) return;
  const marksNothing = ticked.value === NOT_APPLICABLE;
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    if (box !== ticked && (marksNothing || box.value === NOT_APPLICABLE)) box.checked = false;
  }
}

function count(field) {
  const counter = field.id && root.querySelector(`[data-counts="${field.id}"]`);
  if (counter) counter.textContent = field.value.length.toLocaleString(document.documentElement.lang);
}

// --- Around each request ----------------------------------------------------------------------

// Signing in again changes the token, so it is read anew for each request.
function currentToken() {
  const name = `${root.dataset.csrfCookie}=`;
  const cookie = document.cookie.split("; ").find((part) => part.startsWith(name));
  return cookie ? decodeURIComponent(cookie.slice(name.length)) : root.dataset.csrfToken;
}

function onConfigure(event) {
  const form = formOf(event);
  if (!form) return;
  event.detail.headers["X-CSRFToken"] = currentToken();
  if (event.detail.verb !== "post") return;
  delete event.detail.parameters.csrfmiddlewaretoken;
  const record = recordOf(form);
  record.sent = record.edits;
  say(form, "saving");
}

function onAfterRequest(event) {
  const form = formOf(event);
  if (!form || event.detail.requestConfig.verb !== "post") return;
  const status = event.detail.xhr.status;
  if (status >= 200 && status < 300) onSaved(form);
  else if (status === 401 || status === 403) onSignedOut(form);
  else if (status === 409 || status === 422) onRefused(form, status);
  else if (status === 404 || status === 410) say(form, "lost");
  else onFault(form);
}

function onSaved(form) {
  const record = recordOf(form);
  if (signedOut) document.getElementById("notices").replaceChildren();
  signedOut = false;
  record.saved = record.sent;
  record.attempts = 0;
  markField(form, false);
  nameNote(form);
  if (isUnsaved(record)) say(form, "waiting");
  follow();
}

// What was refused waits for the person, not for another attempt.
function onRefused(form, status) {
  const record = recordOf(form);
  record.attempts = 0;
  record.held = true;
  markField(form, status === 422);
}

let signedOut = false;

function onSignedOut(form) {
  signedOut = true;
  say(form, "signedOut");
  saveLater(form, SIGNED_OUT_RETRY);
}

function onFault(form) {
  const record = recordOf(form);
  say(form, "retrying");
  saveLater(form, Math.min(FIRST_RETRY * 2 ** record.attempts, SLOWEST_RETRY));
  record.attempts += 1;
}

// A slow network brings the questions before this script: what was answered meanwhile is saved now.
function saveEarly() {
  for (const form of root.querySelectorAll("form[data-answer]")) {
    if (![...form.elements].some(wasTouched)) continue;
    edit(recordOf(form));
    save(form);
  }
}

function wasTouched(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  return field.matches("input:not([type=hidden]), textarea") && !["", field.defaultValue].includes(field.value);
}

function retryAll() {
  for (const form of unsavedForms()) {
    if (!recordOf(form).held) save(form);
  }
}

// --- Two answers to one question --------------------------------------------------------------

function onClick(event) {
  const keep = event.target.closest("[data-keep-over]");
  if (keep) keepMine(keep);
  const clear = event.target.closest("[data-clear]");
  if (clear) clearAnswer(event, clear.closest("form"));
  const link = event.target.closest("a[href]:not([hx-get])");
  if (link) leaveWhenSaved(event, link);
}

function keepMine(button) {
  const form = button.closest("form");
  form.elements.row_version.value = button.dataset.keepOver;
  const record = recordOf(form);
  edit(record);
  window.htmx.trigger(form, "save");
}

function clearAnswer(event, form) {
  event.preventDefault();
  for (const field of form.querySelectorAll("[name=value], [name=reason]")) {
    if (isTyped(field)) field.value = "";
    else field.checked = false;
  }
  edit(recordOf(form));
  save(form);
}

// "Take theirs" brings a fresh question, which has nothing unsaved.
function onReplaced(event) {
  const fresh = event.target.matches?.("[data-question]") ? event.target.querySelector("form[data-answer]") : null;
  if (fresh) records.delete(fresh.id);
}

// --- Leaving ----------------------------------------------------------------------------------

let leavingFor = null;

function leaveWhenSaved(event, link) {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !link.target;
  const staysHere = link.origin === location.origin && link.pathname === location.pathname && link.hash;
  if (!isPlain || staysHere || unsavedForms().every((form) => recordOf(form).held)) return;
  event.preventDefault();
  leavingFor = link.href;
  retryAll();
  setTimeout(go, LEAVING_PATIENCE);
}

function follow() {
  if (leavingFor && unsavedForms().length === 0) go();
}

function go() {
  if (!leavingFor) return;
  const address = leavingFor;
  leavingFor = null;
  location.assign(address);
}

function onLeave(event) {
  if (unsavedForms().length > 0) event.preventDefault();
}

if (root) {
  root.addEventListener("input", onInput);
  root.addEventListener("change", onChange);
  document.addEventListener("click", onClick);
  document.addEventListener("DOMContentLoaded", saveEarly);
  document.body.addEventListener("htmx:configRequest", onConfigure);
  document.body.addEventListener("htmx:afterRequest", onAfterRequest);
  document.body.addEventListener("htmx:afterSettle", onReplaced);
  document.addEventListener("visibilitychange", retryAll);
  window.addEventListener("focus", retryAll);
  window.addEventListener("online", retryAll);
  window.addEventListener("storage", retryAll);
  window.addEventListener("beforeunload", onLeave);
}
