// @ts-check
// The switch between the device's theme, light and dark, kept in this browser.
import { read, write } from "./storage.js";

const root = document.documentElement;
const box = document.querySelector("[data-theme-switch]");

if (box instanceof HTMLElement) {
  const chosen = read("theme") ?? "";
  for (const input of box.querySelectorAll("input")) input.checked = input.value === chosen;
  box.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const theme = event.target.value;
    write("theme", theme || null);
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  });
  box.hidden = false;
}
