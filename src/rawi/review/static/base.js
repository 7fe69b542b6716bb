// What every page may use: the CSRF token, JSON requests, closing the settings pane.

/** The CSRF token of this page. */
export function csrf() {
  return document.querySelector('meta[name="csrf"]').content;
}

/** Ask the JSON interface; throws an Error with the server's own words when it refuses. */
export async function ask(path, { method = "GET", body } = {}) {
  const headers = { accept: "application/json" };
  if (method !== "GET") headers["x-csrf-token"] = csrf();
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.message);
  return result;
}

// On a narrow screen the names of the screens stand in a strip: the one that is open comes into sight.
const current = document.querySelector('.tabs a[aria-current="page"]');
if (current) {
  const strip = current.closest(".tabs"), [all, one] = [strip, current].map((each) => each.getBoundingClientRect());
  if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft += one.left + one.width / 2 - all.left - all.width / 2;
}

for (const pane of document.querySelectorAll("details.settings")) {
  document.addEventListener("click", (event) => { if (!pane.contains(event.target)) pane.open = false; });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pane.open = false; pane.querySelector("summary").focus(); }
  });
}
