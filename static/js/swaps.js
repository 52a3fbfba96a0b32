// After HTMX has put a new piece in place: focus goes where the eye should go, and the status line says what happened.

const status = () => document.getElementById("status");
const plainTitle = () => document.title.replace(/^Error: /, "");

export function say(words) {
  const line = status();
  if (!line || !words) return;
  line.textContent = "";
  // an empty moment between two equal sentences, or a screen reader stays silent the second time
  setTimeout(() => { line.textContent = words; }, 60);
}

// HTMX writes down the present address for its own use; an address may name a case, so the note goes at once.
function forgetTheAddress() {
  try { sessionStorage.removeItem("htmx-current-path-for-history"); } catch { /* the browser keeps nothing at all */ }
}
forgetTheAddress();
["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"].forEach((name) => document.addEventListener(name, forgetTheAddress));

document.addEventListener("house:say", (event) => say(event.detail));

function resultIn(piece) {
  return piece.querySelector?.("[data-focus]") ?? (piece.matches?.("[data-focus]") ? piece : null);
}

function isQuiet(piece) {
  return Boolean(piece.closest?.("[data-quiet]"));
}

function wasLost() {
  return !document.activeElement || document.activeElement === document.body;
}

function focusOn(element) {
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: false });
}

document.addEventListener("htmx:afterSettle", (event) => {
  const piece = event.detail.elt;
  if (!piece || isQuiet(piece)) return;
  const summary = piece.id === "error-summary" ? piece : piece.querySelector?.("#error-summary");
  document.title = summary ? `Error: ${plainTitle()}` : plainTitle();
  const target = summary ?? resultIn(piece);
  if (target) focusOn(target);
  else if (wasLost()) focusOn(piece);
});

function messages() {
  return [...document.querySelectorAll("#messages [data-message]")].map((one) => one.textContent.trim()).join(" ");
}

document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id !== "messages") return;
  say(messages());
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (isQuiet(event.detail.elt)) return;
  const words = event.detail.elt?.dataset?.say ?? event.detail.elt?.querySelector?.("[data-say]")?.dataset.say;
  if (words) say(words);
});

function stayingNotice(words) {
  const box = document.getElementById("messages");
  if (!box) return;
  const notice = document.createElement("div");
  notice.className = "usa-alert usa-alert--slim usa-alert--error";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.className = "usa-alert__text";
  text.textContent = words;
  notice.append(text);
  box.replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

const REFUSALS = {
  403: "You may not do this. Nothing was changed.",
  404: "It is no longer here, or it is not open to you. Reload the page to see what is.",
  413: "What you sent is too large. Nothing was changed.",
  429: "Too many tries in a short time. Wait a minute and try again.",
};

document.addEventListener("htmx:responseError", (event) => {
  const words = REFUSALS[event.detail.xhr.status] ?? "Something went wrong on our side. Nothing was changed; try again.";
  if (!isQuiet(event.detail.elt)) stayingNotice(words);
});

document.addEventListener("htmx:sendError", (event) => {
  if (!isQuiet(event.detail.elt)) stayingNotice("The server did not answer. What you typed is still here; try again.");
});

// A fragment whose request ended on another page (signed out meanwhile) must not be put into this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 200 && /^\s*<!doctype html/i.test(xhr.responseText.slice(0, 40)) && event.detail.target !== document.body) {
    event.detail.shouldSwap = false;
    window.location.assign(xhr.responseURL || window.location.href);
  }
});

// A page that arrives with a refused form starts at its error summary.
document.getElementById("error-summary")?.focus();

// A page that arrives after an act says what was done: what stands in it from the start is not read out by itself.
say(messages());
