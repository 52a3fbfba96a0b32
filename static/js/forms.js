// Forms: no double submit, no typing lost by leaving, drafts kept while typing, errors that lead to their field.

const SAVE_EVERY_MS = 5000;
const say = (words) => document.dispatchEvent(new CustomEvent("house:say", { detail: words }));
const edited = new WeakSet();
const isGuarded = (form) => form.method === "post" && !form.hasAttribute("data-unguarded") && !form.closest("dialog, .top");

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !isGuarded(form)) return;
  edited.add(form);
  if (form.dataset.autosaveUrl) keepLater(form);
});

// First in line, before HTMX hears of it: a form already on its way is not sent again.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sending !== "yes") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" && !form.hasAttribute("hx-post")) return;
  if (event.defaultPrevented && !form.hasAttribute("hx-post")) return;
  edited.delete(form);
  forgetTimer(form);
  form.dataset.sending = "yes";
  // the button that was pressed still has to be sent, so it is only dimmed, never disabled
  event.submitter?.setAttribute("aria-disabled", "true");
});

function release(form) {
  delete form.dataset.sending;
  form.querySelectorAll("[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest?.("form");
  if (form) release(form);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach(release);
});

window.addEventListener("beforeunload", (event) => {
  const unsent = [...document.forms].some((form) => edited.has(form) && form.dataset.kept !== "yes");
  if (unsent) event.preventDefault();
});

// --- Drafts ----------------------------------------------------------------
const timers = new WeakMap();

function forgetTimer(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
}

function keepLater(form) {
  form.dataset.kept = "no";
  if (!timers.has(form)) timers.set(form, setTimeout(() => keep(form), SAVE_EVERY_MS));
}

function draftLine(form) {
  const line = form.querySelector("[data-autosave-words]");
  if (line) return line;
  const made = document.createElement("p");
  made.className = "autosave";
  made.dataset.autosaveWords = "";
  (form.querySelector(".form-actions") ?? form).append(made);
  return made;
}

async function keep(form) {
  timers.delete(form);
  if (!form.isConnected) return;
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  try {
    const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body: typed, credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      draftLine(form).textContent = "Not saved: you were signed out. Keep this page open, sign in in another window, then go on typing.";
      return;
    }
    if (!answer.ok) {
      const told = await answer.json().catch(() => ({}));
      draftLine(form).textContent = told.error ? `Draft not saved. ${told.error}` : "Draft not saved yet; trying again.";
      if (answer.status >= 500) keepLater(form);
      return;
    }
    const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    form.dataset.kept = timers.has(form) ? "no" : "yes";
    draftLine(form).textContent = `Draft saved ${told.saved_at || clockNow()}`;
  } catch {
    draftLine(form).textContent = "Draft not saved yet; the server does not answer. Trying again.";
    keepLater(form);
  }
}

function clockNow() {
  const now = new Date();
  return `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
}

// --- Error summary: a link puts the cursor into the field -------------------
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.closest("fieldset, .field") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

// --- Rows chosen in a list ---------------------------------------------------
function countRows(table) {
  const boxes = [...table.querySelectorAll("tbody .select input[type=checkbox]")];
  const chosen = boxes.filter((box) => box.checked);
  boxes.forEach((box) => box.closest("tr").classList.toggle("is-selected", box.checked));
  const words = chosen.length === 1 ? "1 row chosen" : `${chosen.length} rows chosen`;
  document.querySelectorAll(`[data-chosen-in="${table.id}"]`).forEach((line) => { line.textContent = words; });
  return words;
}

document.addEventListener("change", (event) => {
  const table = event.target.closest?.("table[data-rows]");
  if (!table || !event.target.closest(".select")) return;
  if (event.target.hasAttribute("data-choose-page")) {
    table.querySelectorAll("tbody .select input[type=checkbox]").forEach((box) => { box.checked = event.target.checked; });
  }
  say(countRows(table));
});

// --- Our own words for errors, at the field and in the summary, instead of the browser's bubbles ---------------------
function speakForYourself(root) {
  root.querySelectorAll?.("form[method=post]").forEach((form) => { form.noValidate = true; });
}
speakForYourself(document);
document.addEventListener("htmx:load", (event) => speakForYourself(event.detail.elt.parentNode ?? document));
