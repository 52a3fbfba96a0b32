// The warning before a session ends, at least two minutes ahead; one key extends it. All open pages share one clock.

const dialog = document.getElementById("session-warning");
const words = dialog.querySelector("[data-session-words]");
const extendForm = dialog.querySelector("[data-session-extend]");
const idleMs = Number(dialog.dataset.idleSeconds) * 1000;
const warnMs = Number(dialog.dataset.warnSeconds) * 1000;
const longestEnd = Date.now() + Number(dialog.dataset.absoluteSeconds) * 1000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
let end = Math.min(Date.now() + idleMs, longestEnd);
let said = 0;

function endsIn(ms) {
  end = Math.min(Date.now() + ms, longestEnd);
  if (dialog.open && end - Date.now() > warnMs) dialog.close();
}

function tell(ms) {
  endsIn(ms);
  channel?.postMessage(ms);
}

function minutes(ms) {
  const count = Math.max(1, Math.ceil(ms / 60000));
  return count === 1 ? "1 minute" : `${count} minutes`;
}

function warn(left) {
  const canExtend = end < longestEnd;
  extendForm.hidden = !canExtend;
  const count = Math.ceil(left / 60000);
  if (count !== said || !dialog.open) {
    said = count;
    words.textContent = canExtend
      ? `You will be signed out in ${minutes(left)} because nothing was done on any page. Drafts are kept.`
      : `You will be signed out in ${minutes(left)}: a session lasts no longer than a working day. Drafts are kept; finish what you are doing.`;
  }
  if (!dialog.open && dialog.dataset.seen !== String(end)) {
    dialog.dataset.seen = String(end);
    dialog.showModal();
  }
}

function look() {
  const left = end - Date.now();
  if (left <= 0) window.location.assign(dialog.dataset.signedOutUrl || window.location.href);
  else if (left <= warnMs) warn(left);
}

channel?.addEventListener("message", (event) => endsIn(event.data));
document.addEventListener("htmx:afterRequest", (event) => {
  const left = event.detail.xhr?.getResponseHeader("Session-Ends-In");
  if (left) tell(Number(left) * 1000);
});

extendForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  try {
    const answer = await fetch(extendForm.action, { method: "POST", body: new FormData(extendForm), credentials: "same-origin", headers: { Accept: "application/json" } });
    const left = Number(answer.headers.get("Session-Ends-In"));
    if (!answer.ok || answer.redirected) throw new Error("not extended");
    tell(left ? left * 1000 : idleMs);
    dialog.close();
    document.dispatchEvent(new CustomEvent("house:say", { detail: "You stay signed in." }));
  } catch {
    words.textContent = "The server did not answer. Try again, or copy what you typed to a safe place.";
  }
});

tell(Math.min(idleMs, longestEnd - Date.now()));
setInterval(look, 5000);
look();
