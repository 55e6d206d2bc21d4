// @ts-check
// Choosing practices to compare: how many are chosen, at most so many, and no choice lost on the way through the list.

const form = document.querySelector("form#compare");
const count = form?.querySelector(".compare-count");

if (form instanceof HTMLFormElement && count) {
  const most = Number(form.dataset.most);
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.elements].filter((one) => one instanceof HTMLInputElement));
  const links = /** @type {HTMLAnchorElement[]} */ ([
    ...document.querySelectorAll(".facets a, .chosen a, .orders a, .pagination a"),
  ]);
  const asksForDay = /** @type {HTMLFormElement | null} */ (document.querySelector(".as-of form"));

  /** @param {string} pattern @param {number} chosen */
  const worded = (pattern, chosen) => pattern.replace("{count}", String(chosen)).replace("{most}", String(most));

  const chosen = () => inputs.filter((one) => one.type === "hidden" || one.checked).map((one) => one.value);

  /** @param {string} address @param {string[]} slugs */
  const carrying = (address, slugs) => {
    const url = new URL(address, location.href);
    url.searchParams.delete("with");
    for (const slug of slugs) url.searchParams.append("with", slug);
    return url.href;
  };

  /** @param {HTMLFormElement} other @param {string[]} slugs */
  const handOn = (other, slugs) => {
    for (const old of other.querySelectorAll("input[name=with]")) old.remove();
    for (const slug of slugs) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "with", value: slug });
      other.append(input);
    }
  };

  const tell = (full = false) => {
    const slugs = chosen();
    form.classList.toggle("has-chosen", slugs.length > 0);
    form.classList.toggle("is-full", full);
    const pattern = full ? form.dataset.full : form.dataset.told;
    count.textContent = slugs.length ? worded(pattern ?? "", slugs.length) : "";
    for (const link of links) link.href = carrying(link.href, slugs);
    if (asksForDay) handOn(asksForDay, slugs);
    history.replaceState(history.state, "", carrying(location.href, slugs));
  };

  for (const box of inputs) {
    box.addEventListener("change", () => {
      const full = chosen().length > most;
      if (full) box.checked = false;
      tell(full);
    });
  }
  tell(chosen().length > most);
}
