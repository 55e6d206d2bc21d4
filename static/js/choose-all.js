// @ts-check
// One box that ticks all the others of its form; without script there are only the others.

for (const box of document.querySelectorAll("[data-choose-all]")) {
  const form = box.closest("form");
  const all = box.querySelector("input");
  if (!(box instanceof HTMLElement) || !form || !all) continue;
  const others = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('tbody input[type="checkbox"]')]);

  const tell = () => {
    const chosen = others.filter((other) => other.checked).length;
    all.checked = chosen === others.length;
    all.indeterminate = chosen > 0 && !all.checked;
  };

  all.addEventListener("change", () => others.forEach((other) => (other.checked = all.checked)));
  form.addEventListener("change", tell);
  box.hidden = false;
  tell();
}
