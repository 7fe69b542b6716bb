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

for (const pane of document.querySelectorAll("details.settings")) {
  document.addEventListener("click", (event) => { if (!pane.contains(event.target)) pane.open = false; });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { pane.open = false; pane.querySelector("summary").focus(); }
  });
}
