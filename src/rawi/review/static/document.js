// The page is whole without this: it lights up what belongs together, shows the chain of the claim at hand below the
// text, follows addresses of exact passages, and offers an address for what is selected.
import { rangeOf, spanOf, spanOfAddress } from "./codepoints.js";

const text = document.querySelector("[data-text]");
const bar = document.querySelector("[data-bar]");
const parts = new Map();
for (const element of document.querySelectorAll("[data-r]")) {
  for (const ref of element.dataset.r.split(" ")) {
    if (!parts.has(ref)) parts.set(ref, []);
    parts.get(ref).push(element);
  }
}

let lit = [];
let current = null;

function light(refs) {
  for (const element of lit) element.classList.remove("lit");
  lit = refs.flatMap((ref) => parts.get(ref) ?? []);
  for (const element of lit) element.classList.add("lit");
}

// The claim that an element belongs to: the innermost mark that names one.
function claimAt(element) {
  for (let at = element?.closest("[data-r]"); at; at = at.parentElement?.closest("[data-r]")) {
    const card = at.dataset.r.split(" ").map((ref) => document.getElementById(ref)).find((found) => found?.matches("[data-claim]"));
    if (card) return card;
  }
  return null;
}

function showChain(card) {
  if (!bar || card === current) return;
  current = card;
  const inner = bar.querySelector("[data-bar-inner]");
  inner.replaceChildren();
  bar.hidden = !card;
  document.documentElement.classList.toggle("has-bar", Boolean(card));
  if (!card) return;
  for (const part of card.querySelectorAll("[data-in-bar]")) {
    const copy = part.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    inner.append(copy);
  }
}

function follow(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest("[data-bar]")) return;
  const holder = target.closest("[data-r]");
  const card = target.closest("[data-claim]") ?? claimAt(target);
  if (holder) light(card ? [card.id] : holder.dataset.r.split(" "));
  else if (event.type === "pointerover") light(current ? [current.id] : []);
  if (card && holder) {
    showChain(card);
    if (event.type === "focusin" && !target.closest("[data-claim]")) card.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("pointerover", follow);
document.addEventListener("focusin", follow);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    light([]);
    showChain(null);
  }
});
bar?.querySelector("[data-close]")?.addEventListener("click", () => {
  light([]);
  showChain(null);
});

// Exact passages: #char=120,188 counts code points of the text.
function goTo() {
  const span = text && spanOfAddress(location.hash);
  if (!span) return;
  const range = rangeOf(text, ...span);
  if (!range) return;
  if (globalThis.CSS?.highlights) CSS.highlights.set("passage", new Highlight(range));
  else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const holder = range.startContainer.parentElement.closest("[data-start]") ?? text;
  const box = range.getBoundingClientRect();
  scrollTo({ top: scrollY + box.top - innerHeight / 3, behavior: "instant" });
  holder.tabIndex = -1;
  holder.focus({ preventScroll: true });
}
addEventListener("hashchange", goTo);
goTo();

// Links to passages carry the span for the server too; on this page the fragment is enough.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href*='#char=']") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.pathname !== location.pathname) return;
  event.preventDefault();
  if (location.hash === link.hash) goTo();
  else location.hash = link.hash;
});

// An address for what is selected.
const offer = document.querySelector("[data-passage]");
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!offer || !text) return;
  const inside = selection.rangeCount && !selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode);
  const span = inside ? spanOf(selection.getRangeAt(0)) : null;
  offer.hidden = !span;
  if (span) {
    offer.querySelector("a").href = `${location.pathname}?char=${span[0]},${span[1]}#char=${span[0]},${span[1]}`;
    offer.querySelector("output").textContent = `${span[0]}–${span[1]}`;
  }
});

// What is marked stays as the reader chose it.
for (const box of document.querySelectorAll("[data-marks] input")) {
  const name = `rawi.marks.${box.value}`;
  box.checked = localStorage.getItem(name) !== "0";
  const apply = () => document.documentElement.classList.toggle(`hides-${box.value}`, !box.checked);
  apply();
  box.addEventListener("change", () => {
    localStorage.setItem(name, box.checked ? "1" : "0");
    apply();
  });
}
