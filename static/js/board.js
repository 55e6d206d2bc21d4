// @ts-check
// Cards of the board can be dragged to another stage: the same as choosing it on the card. A lane shows more in place.

/** @type {HTMLElement | null} */
let dragged = null;

/** @param {ParentNode} within */
function offerToDrag(within) {
  for (const card of within.querySelectorAll("[data-card]")) {
    if (!(card instanceof HTMLElement) || !card.querySelector("form")) continue;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer?.setData("text/plain", card.innerText);
      if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    });
    card.addEventListener("dragend", () => (dragged = null));
  }
}

/** @param {HTMLAnchorElement} link */
async function showMore(link) {
  const cards = link.closest("[data-stage]")?.querySelector("ul");
  const answer = await fetch(link.href);
  if (!answer.ok || !cards) throw new Error(answer.statusText);
  const lane = new DOMParser().parseFromString(await answer.text(), "text/html");
  const more = document.createElement("div");
  more.append(...lane.querySelectorAll("[data-card]"));
  offerToDrag(more);
  const first = more.querySelector("a");
  cards.append(...more.children);
  first?.focus();
  const next = lane.querySelector("a[rel=next]")?.getAttribute("href");
  if (next) link.href = next;
  else link.parentElement?.remove();
}

offerToDrag(document);

for (const link of document.querySelectorAll("a[data-more]")) {
  if (!(link instanceof HTMLAnchorElement)) continue;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    showMore(link).catch(() => location.assign(link.href));
  });
}

for (const column of document.querySelectorAll("[data-stage]")) {
  if (!(column instanceof HTMLElement)) continue;
  const mark = (/** @type {boolean} */ over) => column.classList.toggle("board-column--over", over);
  column.addEventListener("dragover", (event) => {
    if (!dragged || column.contains(dragged)) return;
    event.preventDefault();
    mark(true);
  });
  column.addEventListener("dragleave", () => mark(false));
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    const select = dragged?.querySelector("select");
    if (!select || !column.dataset.stage || column.contains(dragged)) return;
    select.value = column.dataset.stage;
    select.form?.requestSubmit();
  });
}
