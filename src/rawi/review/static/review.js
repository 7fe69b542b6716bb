// Correcting by selecting: what is selected in the text becomes the value of a field, with its place in the text.
import { spanOf } from "./codepoints.js";

const text = document.querySelector("[data-text]");
const tools = document.querySelector("[data-tools]");

function selected() {
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  if (!text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const span = spanOf(selection.getRangeAt(0));
  return span && { span, words: words(selection.getRangeAt(0)) };
}

// The words of a range without the numbers that stand in the text, blanks as the server joins them.
function words(range) {
  const copy = range.cloneContents();
  for (const aside of copy.querySelectorAll("[data-aside]")) aside.remove();
  return copy.textContent.split(/\s+/).filter(Boolean).join(" ");
}

function use(name, found) {
  const field = document.querySelector(`[name="${name}"]`);
  if (!field) return;
  const fold = field.closest("details");
  if (fold) fold.open = true;
  field.value = found.words;
  const span = document.querySelector(`[name="${name}_span"]`);
  if (span) span.value = found.span.join(",");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.classList.add("changed");
  field.focus();
  getSelection().removeAllRanges();
}

let last = null;
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found) last = found;
  if (tools) tools.hidden = !found;
});
for (const button of document.querySelectorAll("[data-use]")) {
  // A press on the button must not take the selection away before it is used.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const found = selected() ?? last;
    if (found) use(button.dataset.use, found);
  });
}
// What is typed is no longer what was selected.
for (const field of document.querySelectorAll("[data-field]")) {
  field.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    const span = document.querySelector(`[name="${field.name}_span"]`);
    if (span) span.value = "";
  });
}
// The claim is what the reader came for.
document.querySelector(".text .current")?.scrollIntoView({ block: "center" });
