// @ts-check
// Preview without leaving the editor; without this script the same button submits the form.

/** @param {HTMLFormElement} form @param {HTMLElement} region */
async function show(form, region) {
  region.hidden = false;
  region.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.dataset.previewUrl ?? "", { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (!response.ok || response.redirected) return false;
    region.innerHTML = await response.text();
    region.scrollIntoView({ block: "nearest" });
    return true;
  } catch {
    return false;
  } finally {
    region.removeAttribute("aria-busy");
  }
}

for (const form of document.querySelectorAll("form[data-preview-url]")) {
  const region = document.querySelector("#preview");
  if (!(form instanceof HTMLFormElement) || !(region instanceof HTMLElement)) continue;
  let direct = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (direct || !(button instanceof HTMLButtonElement) || button.dataset.shortcut !== "preview") return;
    event.preventDefault();
    if (await show(form, region)) return;
    // The server did not answer with a fragment (an expired login, say): go the way without script, which explains it.
    direct = true;
    form.requestSubmit(button);
  });
}
