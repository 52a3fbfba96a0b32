// Keyboard shortcuts: / search, two-letter journeys (g d), j and k through rows, x chooses, ? lists them all; a page
// adds its own by data-keys on a link (w, why this date).
// Off when the person switched them off; never while typing; never with Ctrl, Alt or Meta.

const WAIT_FOR_SECOND_KEY_MS = 1200;
const isOn = document.body.dataset.shortcuts === "on";
let first = "";
let timer = 0;

function isTyping(target) {
  return Boolean(target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog"));
}

function journeys() {
  return [...document.querySelectorAll("main a[data-keys], .top__keys a[data-keys]")]; // the page's own keys first
}

function go(keys) {
  const link = journeys().find((one) => one.dataset.keys === keys);
  if (link) window.location.assign(link.href);
  return Boolean(link);
}

function rowLinks() {
  return [...document.querySelectorAll("table[data-rows] tbody a[data-row]")];
}

function step(by) {
  const links = rowLinks();
  if (!links.length) return false;
  const here = document.activeElement?.closest?.("tr")?.querySelector("a[data-row]");
  const index = links.indexOf(here);
  const next = links[Math.min(Math.max(index + by, 0), links.length - 1)];
  next.focus();
  next.closest("tr").scrollIntoView({ block: "nearest" });
  return true;
}

function choose() {
  const box = document.activeElement?.closest?.("table[data-rows] tr")?.querySelector(".select input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function find() {
  const box = document.getElementById("find");
  box?.focus();
  box?.select();
  return Boolean(box);
}

const SINGLE = { "/": find, j: () => step(1), k: () => step(-1), x: choose };

function press(key) {
  clearTimeout(timer);
  const pair = first ? `${first} ${key}` : "";
  first = "";
  if (pair && go(pair)) return true;
  if (SINGLE[key]) return SINGLE[key]();
  if (journeys().some((one) => one.dataset.keys.startsWith(`${key} `))) {
    first = key;
    timer = setTimeout(() => { first = ""; }, WAIT_FOR_SECOND_KEY_MS);
    return true;
  }
  return go(key);
}

if (isOn) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.key.length !== 1) return;
    if (event.defaultPrevented || isTyping(event.target)) return;
    if (press(event.key)) event.preventDefault();
  });
}

// The person's menu closes like a menu: Escape or a click beside it.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".top__person[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const menu = document.querySelector(".top__person[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
