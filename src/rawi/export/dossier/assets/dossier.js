// The page is whole without this: it lights up what belongs together and keeps a text beside its claims.
(() => {
  "use strict";
  const parts = new Map();
  for (const element of document.querySelectorAll("[data-r]")) {
    for (const ref of element.dataset.r.split(" ")) {
      if (!parts.has(ref)) parts.set(ref, []);
      parts.get(ref).push(element);
    }
  }
  let lit = [];
  const light = (event) => {
    const holder = event.target instanceof Element ? event.target.closest("[data-r]") : null;
    for (const element of lit) element.classList.remove("lit");
    lit = holder ? holder.dataset.r.split(" ").flatMap((ref) => parts.get(ref) ?? []) : [];
    for (const element of lit) element.classList.add("lit");
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);

  // A text that is shorter than its claims stays in sight; a long one stops when its end is reached.
  const pin = () => {
    for (const text of document.querySelectorAll(".text")) {
      text.style.setProperty("--pin", `${Math.min(56, innerHeight - text.offsetHeight - 16)}px`);
    }
  };
  pin();
  addEventListener("resize", pin);
})();
