"use strict";
// Search, filter and sort the table of claims. Without this script the whole table is there to read.
const form = document.getElementById("narrow"), table = document.getElementById("claims");
const body = table.tBodies[0], rows = [...body.rows], count = document.getElementById("count");
const words = new Map(rows.map((row) => [row, `${row.id} ${row.textContent}`.toLowerCase()]));

function fits(row, asked) {
  for (const [name, value] of asked) {
    if (name === "q") {
      if (!value.toLowerCase().split(/\s+/).every((word) => words.get(row).includes(word))) return false;
    } else if (!(row.dataset[name] || "").split(" ").includes(value)) return false;
  }
  return true;
}

function narrow() {
  const asked = [...new FormData(form)].filter(([, value]) => value.trim());
  let shown = 0;
  for (const row of rows) shown += !(row.hidden = !fits(row, asked));
  count.textContent = `${shown} of ${rows.length} claims`;
  history.replaceState(null, "", asked.length ? `#${new URLSearchParams(asked)}` : location.pathname + location.search);
}

function take() {
  form.reset();
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (form.elements[name]) form.elements[name].value = value;
  form.querySelector("details").open = [...form.querySelectorAll("details select")].some((each) => each.value);
  if (location.hash.includes("=")) narrow();
}

function sort(heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
  rows.sort((a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * (down ? -1 : 1));
  body.append(...rows);
}

for (const [column, heading] of [...table.tHead.rows[0].cells].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.addEventListener("click", () => sort(heading, column));
  heading.append(button);
}
form.hidden = false;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(narrow));
addEventListener("hashchange", take);
take();
