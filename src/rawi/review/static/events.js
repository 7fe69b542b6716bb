// Brushing: draw over the timeline or the map, and the list shows what was told of there.
// A click that draws nothing stays a click on the link under it.

const LEAST = 6; // pixels

/** Where a pointer is, in the units of the drawing. */
function place(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { width, height } = svg.viewBox.baseVal;
  return { x: Math.min(Math.max(point.x, 0), width), y: Math.min(Math.max(point.y, 0), height) };
}

/** Go to the same list with these fields changed; null takes a field away. */
function go(svg, changes) {
  const onList = location.pathname === svg.dataset.base;
  const asked = new URLSearchParams(onList ? location.search : "");
  asked.delete("offset");
  for (const [name, value] of Object.entries(changes)) {
    asked.delete(name);
    if (value !== null) asked.set(name, value);
  }
  location.assign(`${svg.dataset.base}?${asked}`);
}

/** The days between two places on a timeline. */
function days(svg, from, to) {
  const touched = [...svg.querySelectorAll(".reach")].filter((rect) => {
    const left = rect.x.baseVal.value;
    return left < to && left + rect.width.baseVal.value > from;
  });
  if (!touched.length) return null;
  return { after: touched[0].dataset.start, before: touched.at(-1).dataset.end };
}

/** The part of the earth between two places on a map. */
function box(svg, a, b) {
  const [west, south, east, north] = svg.dataset.window.split(",").map(Number);
  const { width, height } = svg.viewBox.baseVal;
  const longitude = (x) => west + (x / width) * (east - west);
  const latitude = (y) => north - (y / height) * (north - south);
  const edges = [longitude(Math.min(a.x, b.x)), latitude(Math.max(a.y, b.y)), longitude(Math.max(a.x, b.x)), latitude(Math.min(a.y, b.y))];
  return { box: edges.map((edge) => edge.toFixed(3)).join(",") };
}

function brush(svg) {
  const shade = svg.querySelector(".brush");
  const overTime = svg.dataset.brush === "time";
  let began = null;
  let drawn = false;
  svg.classList.add("has-brush");

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    began = { ...place(svg, event), pixels: [event.clientX, event.clientY] };
    drawn = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (!began) return;
    if (!drawn && Math.hypot(event.clientX - began.pixels[0], event.clientY - began.pixels[1]) < LEAST) return;
    if (!drawn) svg.setPointerCapture(event.pointerId);
    drawn = true;
    const now = place(svg, event);
    shade.classList.add("on");
    shade.setAttribute("x", Math.min(began.x, now.x));
    shade.setAttribute("width", Math.abs(now.x - began.x));
    if (!overTime) {
      shade.setAttribute("y", Math.min(began.y, now.y));
      shade.setAttribute("height", Math.abs(now.y - began.y));
    }
  });
  svg.addEventListener("pointerup", (event) => {
    if (began && drawn) {
      const now = place(svg, event);
      const changes = overTime ? days(svg, Math.min(began.x, now.x), Math.max(began.x, now.x)) : box(svg, began, now);
      if (changes) go(svg, changes);
    }
    began = null;
  });
  svg.addEventListener("keydown", (event) => { if (event.key === "Escape") { began = null; shade.classList.remove("on"); } });
  // Links would be dragged as links, and followed after drawing.
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (drawn) { event.preventDefault(); drawn = false; } }, true);
}

for (const svg of document.querySelectorAll("svg[data-brush]")) brush(svg);

// On a narrow screen the filters begin folded.
if (matchMedia("(max-width: 56rem)").matches) {
  for (const each of document.querySelectorAll("details.filters")) each.open = false;
}
