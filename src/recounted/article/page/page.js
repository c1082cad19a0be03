"use strict";
const verdicts = JSON.parse(document.getElementById("verdicts").textContent);
const panel = document.getElementById("panel");
const details = document.getElementById("details");
const numbers = [...document.querySelectorAll(".number")];
const hint = details.firstElementChild;
let current = null, pinned = null;

function element(tag, text, className) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (className) node.className = className;
  return node;
}

function card(claim) {
  const article = document.createElement("article");
  const title = element("h3", claim.verdict + " ");
  const swatch = element("span", "", "swatch " + claim.verdict);
  swatch.dataset.symbol = claim.symbol;
  title.prepend(swatch, " ");
  const list = document.createElement("dl");
  for (const [name, value] of claim.rows) list.append(element("dt", name), element("dd", value));
  article.append(title, list, element("p", claim.reason, "reason"));
  return article;
}

function show(number) {
  if (number === current) return;
  if (current) current.classList.remove("now");
  current = number;
  number.classList.add("now");
  details.replaceChildren(...number.dataset.claims.split(" ").map((id) => card(verdicts[id])));
  panel.classList.remove("empty");
}

function close() {
  if (current) current.classList.remove("now");
  current = pinned = null;
  details.replaceChildren(hint);
  panel.classList.add("empty");
}

function step(by) {
  const shown = numbers.filter((number) => number.tabIndex === 0);
  if (!shown.length) return;
  let at = shown.indexOf(current);
  if (at < 0) at = by > 0 ? -1 : 0;
  const next = shown[(at + by + shown.length) % shown.length];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

function filter(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  for (const number of numbers) {
    if (number.dataset.verdict !== button.dataset.filter) continue;
    number.tabIndex = on ? 0 : -1;
    number.classList.toggle(number.dataset.verdict, on);
    number.classList.toggle("number", on);
    number.toggleAttribute("data-symbol", false);
    if (on && number.dataset.mark) number.dataset.symbol = number.dataset.mark;
  }
  if (!on && current && current.dataset.verdict === button.dataset.filter) close();
}

const target = (event) => event.target.closest && event.target.closest(".number");
document.addEventListener("mouseover", (event) => { const number = target(event); if (number && !pinned) show(number); });
document.addEventListener("focusin", (event) => { const number = target(event); if (number) { pinned = null; show(number); } });
document.addEventListener("click", (event) => {
  const number = target(event), button = event.target.closest("[data-filter]");
  if (number) { pinned = pinned === number ? null : number; show(number); }
  if (button) filter(button);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  const number = target(event);
  if (number && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); number.click(); }
});
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.getElementById("close").addEventListener("click", close);
panel.classList.add("empty");
