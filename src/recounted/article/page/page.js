"use strict";
// The page reads without this script: numbers are links to their claims. With it, claims open beside the text.
const panel = document.getElementById("panel");
const details = document.getElementById("details");
const numbers = [...document.querySelectorAll("a.number")];
const buttons = [...document.querySelectorAll("[data-filter]")];
const hint = details.firstElementChild;
let current = null, only = null;

const shown = () => numbers.filter((number) => !number.classList.contains("faded"));

function copyOf(claim) {
  const node = document.createElement("article");
  for (const child of document.getElementById("claim-" + claim).children) node.append(child.cloneNode(true));
  return node;
}

function show(number) {
  if (current) current.classList.remove("now");
  current = number;
  number.classList.add("now");
  details.replaceChildren(...number.dataset.claims.split(" ").map(copyOf));
  panel.classList.remove("empty");
  panel.scrollTop = 0;
}

function close() {
  if (current) current.classList.remove("now");
  current = null;
  details.replaceChildren(hint);
  panel.classList.add("empty");
}

function step(by) {
  const among = shown();
  if (!among.length) return;
  const at = among.indexOf(current);
  go(among[at < 0 ? (by > 0 ? 0 : among.length - 1) : (at + by + among.length) % among.length]);
}

function go(number) {
  number.focus();
  show(number);
  number.scrollIntoView({ block: "center" });
}

// One click shows one verdict: numbers that carry no claim of it fade. A second click shows all again.
function filter(verdict) {
  only = only === verdict ? null : verdict;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === only));
  for (const number of numbers) {
    const verdicts = number.dataset.claims.split(" ").map((id) => document.querySelector(`#claim-${CSS.escape(id)} .swatch`).classList[1]);
    number.classList.toggle("faded", Boolean(only) && number.dataset.verdict !== only && !verdicts.includes(only));
  }
  close();
}

function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return;
  const among = shown(), start = among.indexOf(current) + 1;
  const order = [...among.slice(start), ...among.slice(0, start)];
  const claims = (number) => number.dataset.claims.split(" ").map((id) => document.querySelector(`#claim-${CSS.escape(id)} h3`).textContent.toLowerCase());
  const found = order.find((number) => number.textContent.toLowerCase() === wanted)
    || order.find((number) => number.textContent.toLowerCase().includes(wanted) || claims(number).some((claim) => claim.includes(wanted)));
  if (found) go(found);
}

document.addEventListener("click", (event) => {
  const number = event.target.closest("a.number"), button = event.target.closest("[data-filter]");
  if (number) { event.preventDefault(); show(number); }
  if (button) filter(button.dataset.filter);
});
document.addEventListener("keydown", (event) => {
  if (event.target.id === "find") {
    if (event.key === "Enter") find(event.target.value);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") close();
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.getElementById("close").addEventListener("click", close);
