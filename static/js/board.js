// @ts-check
// Cards of the board can be dragged to another stage: the same as choosing it on the card.

/** @type {HTMLElement | null} */
let dragged = null;

for (const card of document.querySelectorAll("[data-card]")) {
  if (!(card instanceof HTMLElement) || !card.querySelector("form")) continue;
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = card;
    event.dataTransfer?.setData("text/plain", card.innerText);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  card.addEventListener("dragend", () => (dragged = null));
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
