// @ts-check
// Two columns of radio buttons: hide the pairs in which old would not be older than new.

for (const form of document.querySelectorAll("form.history")) {
  const rows = [...form.querySelectorAll("tbody tr")];
  const picks = rows.map((row) => ({
    row,
    old: /** @type {HTMLInputElement | null} */ (row.querySelector('input[name="a"]')),
    recent: /** @type {HTMLInputElement | null} */ (row.querySelector('input[name="b"]')),
  }));

  const update = () => {
    const older = picks.findIndex((pick) => pick.old?.checked);
    const newer = picks.findIndex((pick) => pick.recent?.checked);
    picks.forEach(({ row, old, recent }, index) => {
      old?.closest("td")?.classList.toggle("unpickable", newer >= 0 && index <= newer);
      recent?.closest("td")?.classList.toggle("unpickable", older >= 0 && index >= older);
      row.classList.toggle("picked", index === older || index === newer);
    });
  };

  form.addEventListener("change", update);
  update();
}
