// Keys for what a page can do. An element with data-command does it when its key is pressed: links and buttons are
// clicked, fields are focused, folds are opened. The keys belong to the reader: they can be changed and switched off,
// and are found by the place of the key as well, so that they work under a Persian or an Arabic layout.
const STORE = "rawi.keys";
const OFF = "rawi.keys.off";

const held = () => {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") ?? {};
  } catch {
    return {};
  }
};
const keep = (keys) => localStorage.setItem(STORE, JSON.stringify(keys));
const off = () => localStorage.getItem(OFF) === "1";

function commands() {
  const found = new Map();
  const own = held();
  for (const element of document.querySelectorAll("[data-command]")) {
    const name = element.dataset.command;
    if (!found.has(name)) {
      found.set(name, { name, element, key: own[name] ?? element.dataset.key, label: label(element) });
    }
  }
  return found;
}

function label(element) {
  const words = element.dataset.label ?? element.getAttribute("aria-label");
  if (words) return words;
  const copy = element.cloneNode(true);
  for (const hint of copy.querySelectorAll("kbd")) hint.remove();
  return copy.textContent.trim();
}

// The key of an event as a Latin letter, a digit or a sign, whatever the layout.
export function keyOf(event) {
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  if (event.key.length > 1) return event.key;
  if (event.key === "؟") return "?";
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
  return place ? place[1].toLowerCase() : event.key;
}

const isTyping = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function perform({ element }) {
  if (element.matches("details")) {
    element.open = !element.open;
    if (element.open) element.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else if (element.matches("input, textarea, select")) {
    const fold = element.closest("details");
    if (fold) fold.open = true;
    element.focus();
  } else {
    element.click();
  }
}

const isThere = (element) => !element.disabled && element.closest("[hidden]") === null;

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const key = keyOf(event);
  if (key === "?") {
    event.preventDefault();
    show();
    return;
  }
  if (off()) return;
  for (const command of commands().values()) {
    if (command.key === key && isThere(command.element)) {
      event.preventDefault();
      perform(command);
      return;
    }
  }
}

function hints() {
  const all = commands();
  for (const hint of document.querySelectorAll("kbd[data-hint]")) {
    const command = all.get(hint.dataset.hint);
    hint.textContent = command?.key ?? "";
    hint.hidden = off() || !command?.key;
  }
}

// The list of keys, as a dialog that the page brings along in the reader's language.
function show() {
  const dialog = document.querySelector("dialog[data-keys]");
  if (!dialog) return;
  fill(dialog);
  dialog.showModal();
}

function fill(dialog) {
  const list = dialog.querySelector("[data-list]");
  list.replaceChildren();
  for (const command of commands().values()) {
    const row = document.createElement("div");
    const name = document.createElement("dt");
    name.textContent = command.label;
    const cell = document.createElement("dd");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "key";
    button.textContent = command.key;
    button.setAttribute("aria-label", `${dialog.dataset.change}: ${command.label} (${command.key})`);
    button.addEventListener("click", () => change(dialog, button, command));
    cell.append(button);
    row.append(name, cell);
    list.append(row);
  }
  dialog.querySelector("[data-off]").checked = off();
}

function change(dialog, button, command) {
  button.textContent = "…";
  button.classList.add("waits");
  button.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab" || event.key === "Shift") return;
      event.preventDefault();
      event.stopPropagation();
      const key = keyOf(event);
      if (key !== "Escape" && key !== "?" && key !== "Enter") {
        // Whatever had this key gets the one that became free.
        const own = held();
        const other = [...commands().values()].find((each) => each.key === key && each.name !== command.name);
        if (other) own[other.name] = command.key;
        own[command.name] = key;
        keep(own);
      }
      fill(dialog);
      hints();
    },
    { once: true },
  );
}

function begin() {
  document.documentElement.classList.add("has-keys");
  document.addEventListener("keydown", onKey);
  hints();
  for (const button of document.querySelectorAll("[data-show-keys]")) {
    button.hidden = false;
    button.addEventListener("click", show);
  }
  const dialog = document.querySelector("dialog[data-keys]");
  dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog?.querySelector("[data-reset]").addEventListener("click", () => {
    localStorage.removeItem(STORE);
    fill(dialog);
    hints();
  });
  dialog?.querySelector("[data-off]").addEventListener("change", (event) => {
    localStorage.setItem(OFF, event.target.checked ? "1" : "0");
    hints();
  });
}

begin();
