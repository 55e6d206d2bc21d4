// @ts-check
// Keys for those who know them. Single keys rest in fields and can be switched off (WCAG 2.1.4).
import { read, write } from "./storage.js";

const SINGLE = "single-keys";
const help = document.querySelector("#keyboard-help");
const opener = document.querySelector("[data-open-keys]");
const toggle = document.querySelector("[data-single-keys]");

/** @param {string} key */
function press(key) {
  const target = document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`);
  if (target instanceof HTMLElement) target.click();
  return target !== null;
}

function search() {
  const field = document.querySelector("#site-search, #page-search");
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}

function showHelp() {
  if (!(help instanceof HTMLDialogElement)) return false;
  if (!help.open) help.showModal();
  return true;
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null);
}

/** @param {KeyboardEvent} event */
function withControl(event) {
  if (event.shiftKey || event.altKey) return false;
  if (event.key === "k") return search();
  if (event.key === "s") return press("save");
  return event.key === "Enter" && document.activeElement?.closest("form.editor") ? press("save") : false;
}

/** @param {KeyboardEvent} event */
function alone(event) {
  if (event.altKey || isTyping(event.target) || read(SINGLE) === "off") return false;
  if (event.key === "/") return search();
  if (event.key === "?") return showHelp();
  return ["e", "h", "n"].includes(event.key) && press(event.key);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const handled = event.ctrlKey || event.metaKey ? withControl(event) : alone(event);
  if (handled) event.preventDefault();
});

if (opener instanceof HTMLElement) {
  opener.hidden = false;
  opener.addEventListener("click", showHelp);
}

if (toggle instanceof HTMLInputElement) {
  toggle.checked = read(SINGLE) !== "off";
  toggle.addEventListener("change", () => write(SINGLE, toggle.checked ? null : "off"));
}

// A form that came back with errors says so to those who do not see the page change.
const problems = document.querySelector("[data-error-summary]");
if (problems instanceof HTMLElement) problems.focus();
