// @ts-check
// Search as you type: a combobox by the ARIA pattern. Nothing here holds up typing, and Enter searches as it does without.

const PAUSE = 120;
const MOST_KEPT = 50;
/** @type {Map<string, string>} */
const kept = new Map();

/** @param {string} address @param {AbortSignal} signal */
async function answer(address, signal) {
  const known = kept.get(address);
  if (known !== undefined) return known;
  const response = await fetch(address, { signal });
  if (!response.ok || response.redirected) return "";
  const fragment = await response.text();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(address, fragment);
  return fragment;
}

class Suggesting {
  /** @type {HTMLAnchorElement[]} */
  options = [];
  active = -1;
  timer = 0;
  asked = new AbortController();

  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.input = input;
    this.place = document.createElement("div");
    this.told = Object.assign(document.createElement("div"), { className: "visually-hidden", role: "status" });
    input.after(this.place);
    input.form?.append(this.told);
    // What a search field may not be by its type, it is by its role.
    Object.assign(input, { type: "text", enterKeyHint: "search", role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.later();
    });
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.press(event)) event.preventDefault();
    });
    input.addEventListener("blur", () => this.close());
    addEventListener("pagehide", () => this.close());
    // The field keeps the focus while somebody clicks or touches an option.
    this.place.addEventListener("mousedown", (event) => event.preventDefault());
  }

  later() {
    clearTimeout(this.timer);
    this.asked.abort();
    if (this.input.value.trim()) this.timer = setTimeout(() => void this.ask(), PAUSE);
    else this.close();
  }

  async ask() {
    this.asked = new AbortController();
    const { signal } = this.asked;
    const typed = this.input.value;
    try {
      const fragment = await answer(`${this.input.dataset.suggest}?${new URLSearchParams({ q: typed.trim() })}`, signal);
      if (!signal.aborted && typed === this.input.value && document.activeElement === this.input) this.show(fragment);
    } catch {
      if (!signal.aborted) this.close();
    }
  }

  /** @param {string} fragment */
  show(fragment) {
    this.close();
    this.place.innerHTML = fragment;
    const list = this.place.querySelector("[role=listbox]");
    if (!(list instanceof HTMLElement)) return;
    list.id = `${this.input.id}-suggestions`;
    this.options = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("[role=option]"))];
    this.options.forEach((option, place) => (option.id = `${list.id}-${place}`));
    this.input.ariaExpanded = "true";
    this.input.setAttribute("aria-controls", list.id);
    this.told.textContent = list.dataset.told ?? "";
  }

  close() {
    clearTimeout(this.timer);
    this.asked.abort();
    this.place.replaceChildren();
    this.options = [];
    this.active = -1;
    this.input.ariaExpanded = "false";
    for (const name of ["aria-controls", "aria-activedescendant"]) this.input.removeAttribute(name);
    this.told.textContent = "";
  }

  /** @param {number} place of the option, or -1 for the field itself */
  choose(place) {
    this.active = place;
    this.options.forEach((option, at) => (option.ariaSelected = String(at === place)));
    const option = this.options[place];
    if (!option) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
    return true;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const last = this.options.length - 1;
    if (last < 0) return this.pressWhileClosed(event.key);
    switch (event.key) {
      case "ArrowDown":
        return this.choose(this.active < last ? this.active + 1 : -1);
      case "ArrowUp":
        return event.altKey ? this.escape() : this.choose(this.active < 0 ? last : this.active - 1);
      case "Home":
        return this.active >= 0 && this.choose(0);
      case "End":
        return this.active >= 0 && this.choose(last);
      case "Enter":
        this.options[this.active]?.click();
        return this.active >= 0;
      case "Escape":
        return this.escape();
      default:
        return false;
    }
  }

  escape() {
    this.close();
    return true;
  }

  /** @param {string} key */
  pressWhileClosed(key) {
    if (!this.input.value || !["ArrowDown", "ArrowUp", "Escape"].includes(key)) return false;
    if (key === "Escape") this.input.value = "";
    this.later();
    return true;
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) {
  if (input instanceof HTMLInputElement) new Suggesting(input);
}
