// @ts-check
// What is typed in the editor is kept on this computer until a save succeeded: an expired login,
// a conflict or a closed tab then cost nothing.
import { keysWith, read, write } from "./storage.js";

const PREFIX = "draft:";
const PAUSE = 500;
// The base revision is kept with the text: a restored draft is then merged with what was saved meanwhile, never put over it.
const NOT_KEPT = new Set(["csrf_token", "action"]);

/** @typedef {{ at: string, fields: [string, string][] }} Draft */

/** @param {HTMLFormElement} form @returns {[string, string][]} */
function fieldsOf(form) {
  const fields = /** @type {[string, string][]} */ ([]);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_KEPT.has(name)) fields.push([name, value]);
  }
  return fields;
}

/** @param {HTMLFormElement} form @param {[string, string][]} fields */
function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  // Who adds rows to the form makes as many as the draft has.
  form.dispatchEvent(new CustomEvent("draft-fill", { detail: [...values.keys()] }));
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
      control.checked = (values.get(control.name) ?? []).includes(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      for (const option of control.options) option.selected = (values.get(control.name) ?? []).includes(option.value);
    } else if ("value" in control && "name" in control && values.has(control.name)) {
      control.value = values.get(control.name).shift() ?? "";
    }
  }
}

/** @param {string} key @returns {Draft | null} */
function draftAt(key) {
  try {
    return JSON.parse(read(key) ?? "null");
  } catch {
    return null;
  }
}

/** The draft for this form, or the latest one written on an earlier revision of the same text. @param {string} key */
function findDraft(key) {
  const sameText = key.slice(0, key.lastIndexOf("@") + 1);
  const older = keysWith(sameText).filter((other) => draftAt(other) !== null);
  older.sort((one, two) => (draftAt(one)?.at ?? "").localeCompare(draftAt(two)?.at ?? ""));
  return draftAt(key) ? key : older.at(-1);
}

/** @param {HTMLFormElement} form @param {string} found @param {() => void} restored */
function offer(form, found, restored) {
  const notice = form.querySelector("[data-draft-notice]");
  const draft = draftAt(found);
  if (!(notice instanceof HTMLElement) || draft === null) return;
  const time = notice.querySelector("[data-draft-time]");
  if (time instanceof HTMLTimeElement) {
    time.dateTime = draft.at;
    const dates = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    time.textContent = new Date(draft.at).toLocaleString(dates, { dateStyle: "medium", timeStyle: "short" });
  }
  notice.querySelector("[data-draft-restore]")?.addEventListener("click", () => {
    fill(form, draft.fields);
    notice.hidden = true;
    restored();
  });
  notice.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    write(found, null);
    notice.hidden = true;
  });
  notice.hidden = false;
}

/** @param {HTMLFormElement} form */
function keep(form) {
  let key = PREFIX + form.dataset.draftKey;
  const loaded = JSON.stringify(fieldsOf(form));
  let kept = loaded;
  let leaving = false;
  let timer = 0;

  function store() {
    const fields = fieldsOf(form);
    const now = JSON.stringify(fields);
    if (now !== kept && write(key, JSON.stringify({ at: new Date().toISOString(), fields }))) kept = now;
  }
  function soon() {
    clearTimeout(timer);
    timer = window.setTimeout(store, PAUSE);
  }

  const replaced = form.dataset.draftReplaces;
  if (replaced) {
    // A conflict page: the text now stands on a new base, so its draft moves there.
    kept = "";
    store();
    write(PREFIX + replaced, null);
  } else {
    const found = findDraft(key);
    if (found && JSON.stringify(draftAt(found)?.fields) !== loaded) offer(form, found, () => (key = found));
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("submit", (event) => {
    store();
    if (event.target === form && !event.defaultPrevented) leaving = true;
  });
  form.querySelector("[data-cancel]")?.addEventListener("click", () => (leaving = true));
  window.addEventListener("pagehide", store);
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    store();
    if (!leaving && JSON.stringify(fieldsOf(form)) !== loaded) event.preventDefault();
  });
}

const saved = document.querySelector('meta[name="saved-draft"]');
if (saved instanceof HTMLMetaElement) write(PREFIX + saved.content, null);

for (const form of document.querySelectorAll("form[data-draft-key]")) {
  if (form instanceof HTMLFormElement) keep(form);
}
