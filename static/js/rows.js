// Rows of a form: added, removed and moved in place. Without this script the same buttons ask the server.
const key = (field) => field.dataset.rows;

function renumber(field) {
  const rows = [...field.querySelectorAll("[data-row]")];
  rows.forEach((row, place) => {
    const pattern = new RegExp(`^(add:|remove:|up:|down:)?${key(field)}\\.\\d+`);
    const renamed = (text) => text.replace(pattern, (_, action = "") => `${action}${key(field)}.${place}`);
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby], button[value]")) {
      for (const name of ["name", "id", "for"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, renamed(element.getAttribute(name)));
      }
      const described = element.getAttribute("aria-describedby");
      if (described) element.setAttribute("aria-describedby", described.split(" ").map(renamed).join(" "));
      if (element.matches("button")) element.value = renamed(element.value);
    }
    row.querySelector(".row-number").textContent = place + 1;
    for (const button of row.querySelectorAll("button[aria-label]")) {
      button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/\d+/, place + 1));
    }
    row.querySelector('[value^="up:"]').hidden = place === 0;
    row.querySelector('[value^="down:"]').hidden = place === rows.length - 1;
  });
}

function emptied(row) {
  const fresh = row.cloneNode(true);
  for (const input of fresh.querySelectorAll("input, textarea")) input.value = "";
  for (const select of fresh.querySelectorAll("select")) select.selectedIndex = 0;
  for (const error of fresh.querySelectorAll(".error-message")) error.remove();
  for (const wrong of fresh.querySelectorAll(".field--error")) wrong.classList.remove("field--error");
  for (const wrong of fresh.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
  return fresh;
}

function firstControl(row) {
  return row.querySelector("select, textarea, input:not([type=hidden])");
}

function act(field, action, row) {
  const rows = field.querySelector(".rows");
  let focused = null;
  if (action === "add") {
    rows.append(emptied(rows.lastElementChild));
    focused = firstControl(rows.lastElementChild);
  } else if (action === "remove") {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else row.replaceWith(emptied(row));
    focused = firstControl(next ?? rows.firstElementChild);
  } else if (action === "up" && row.previousElementSibling) {
    row.previousElementSibling.before(row);
  } else if (action === "down" && row.nextElementSibling) {
    row.nextElementSibling.after(row);
  }
  renumber(field);
  if (action === "up" || action === "down") {
    const button = row.querySelector(`[value^="${action}:"]`);
    focused = button.hidden ? row.querySelector('[value^="up:"]:not([hidden]), [value^="down:"]:not([hidden])') : button;
  }
  focused?.focus();
  // What keeps the draft listens to this.
  rows.dispatchEvent(new Event("input", { bubbles: true }));
}

function match(field, names) {
  const places = names.map((name) => name.split(".")).filter(([start]) => start === key(field));
  const wanted = Math.max(1, ...places.map(([, place]) => Number(place) + 1));
  const rows = field.querySelector(".rows");
  while (rows.children.length < wanted) rows.append(emptied(rows.lastElementChild));
  while (rows.children.length > wanted) rows.lastElementChild.remove();
  renumber(field);
}

for (const field of document.querySelectorAll("[data-rows]")) {
  renumber(field);
  field.form.addEventListener("draft-fill", (event) => match(field, event.detail));
  field.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="action"]');
    if (!button) return;
    event.preventDefault();
    act(field, button.value.split(":")[0], button.closest("[data-row]"));
  });
}
