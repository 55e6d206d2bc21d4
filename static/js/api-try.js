// @ts-check
// Sends what a form of the reference holds to the API, and shows the answer. A token is kept in its fields alone, as long
// as the page is open. Without this script the forms that read lead to the answer itself.

const SHOWN = ["ETag", "Link", "Location", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** @param {HTMLFormElement} form @param {string} selector @returns {Control[]} */
function controls(form, selector) {
  return /** @type {Control[]} */ (Array.from(form.querySelectorAll(selector)));
}

/** @param {Control} control @returns {string | File} what was entered; "" for nothing */
function valueOf(control) {
  if (control instanceof HTMLInputElement && control.type === "file") return control.files?.[0] ?? "";
  if (control instanceof HTMLInputElement && control.type === "checkbox" && !control.checked) return "";
  return control.value;
}

/** @param {HTMLFormElement} form @returns {[string, RequestInit]} the address and all else of the request */
function requestOf(form) {
  let path = form.dataset.path ?? "";
  const query = new URLSearchParams();
  const headers = new Headers();
  /** @type {string | FormData | undefined} */
  let body;
  for (const control of controls(form, "[data-in]")) {
    const value = valueOf(control);
    if (value === "") continue;
    const text = String(value);
    if (control.dataset.in === "path") path = path.replace(`{${control.name}}`, () => encodeURIComponent(text));
    else if (control.dataset.in === "query") query.append(control.name, text);
    else if (control.dataset.in === "header") headers.set(control.name, text);
    else if (control.dataset.in === "json") {
      headers.set("Content-Type", "application/json");
      body = text;
    } else {
      if (!(body instanceof FormData)) body = new FormData();
      body.append(control.name, value);
    }
  }
  const token = controls(form, "[data-token]")[0]?.value.trim();
  if (token) headers.set("Authorization", `Bearer ${token}`);
  const address = query.size ? `${path}?${query}` : path;
  // Who is signed in here counts for nothing there, and what a cache kept would hide how it went.
  return [address, { method: form.dataset.try, headers, body, credentials: "omit", cache: "no-store" }];
}

/** @param {string} text @returns {string} JSON with a line for each value; anything else as it is */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** @param {Element} place @param {Response} response @param {string} text */
function show(place, response, text) {
  const told = SHOWN.filter((name) => response.headers.has(name)).map((name) => {
    const pair = document.createElement("div");
    pair.append(document.createElement("dt"), document.createElement("dd"));
    pair.children[0].textContent = `${name}:`;
    pair.children[1].textContent = response.headers.get(name);
    return pair;
  });
  place.querySelector("dl")?.replaceChildren(...told);
  const body = place.querySelector("pre");
  if (!body) return;
  body.textContent = pretty(text);
  body.hidden = !text;
}

/** @param {HTMLFormElement} form @param {DOMStringMap} words */
async function send(form, words) {
  const status = form.parentElement?.querySelector("[role=status]");
  const place = form.parentElement?.querySelector("[data-answer]");
  if (!status || !(place instanceof HTMLElement) || form.ariaBusy) return;
  try {
    const [address, options] = requestOf(form);
    const asked = (words.confirm ?? "").replace("{request}", () => `${options.method} ${decodeURI(address)}`);
    if (options.method !== "GET" && !confirm(asked)) return;
    form.ariaBusy = "true";
    place.hidden = true;
    status.textContent = words.sending ?? "";
    const began = performance.now();
    const response = await fetch(address, options);
    const text = await response.text();
    const time = Math.round(performance.now() - began);
    show(place, response, text);
    place.hidden = false;
    const code = `${response.status} ${response.statusText}`.trim();
    status.textContent = (words.time ?? "").replace("{status}", code).replace("{time}", String(time));
  } catch {
    status.textContent = words.failed ?? "";
  } finally {
    form.ariaBusy = null;
  }
}

const words = document.querySelector("[data-words]");
for (const form of document.querySelectorAll("form[data-try]")) {
  if (!(form instanceof HTMLFormElement) || !(words instanceof HTMLElement)) continue;
  form.hidden = false;
  for (const part of form.querySelectorAll("[data-scripted]")) part.removeAttribute("hidden");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form, words.dataset);
  });
}
const tokens = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll("[data-token]")));
for (const field of tokens) field.addEventListener("input", () => tokens.forEach((other) => other !== field && (other.value = field.value)));
