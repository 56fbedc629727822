// The card beside the questions: which section is being read, and which questions are asked at all.

const root = document.querySelector("[data-filling], [data-reading]");
const visible = new Set();
let current = "";

function mark() {
  for (const link of document.querySelectorAll("[data-contents] a")) {
    if (link.hash === `#${current}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function onCrossing(entries) {
  for (const entry of entries) {
    if (entry.isIntersecting) visible.add(entry.target.id);
    else visible.delete(entry.target.id);
  }
  const first = [...root.querySelectorAll("[data-section]")].find((section) => visible.has(section.id));
  if (first && first.id !== current) {
    current = first.id;
    mark();
  }
}

// An answer can make other questions appear or fall away.
function showWhatIsAsked() {
  const panel = document.querySelector("[data-not-asked]");
  if (!panel) return;
  const notAsked = new Set(panel.dataset.notAsked.split(" "));
  for (const question of root.querySelectorAll("[data-question]")) {
    question.hidden = notAsked.has(question.dataset.question);
  }
}

function onSettled() {
  mark();
  showWhatIsAsked();
}

if (root) {
  // A band near the top of the window: the section that crosses it is the one being read.
  const observer = new IntersectionObserver(onCrossing, { rootMargin: "-15% 0px -70% 0px" });
  for (const section of root.querySelectorAll("[data-section]")) observer.observe(section);
  document.body.addEventListener("htmx:afterSettle", onSettled);
}
