"use strict";
// Choose a claim and a reading of it: verdict, figure and sentence change at once. The address keeps the choice.
const data = JSON.parse(document.getElementById("data").textContent), form = document.getElementById("explore");
const { claim: claims, reading: readings, words } = form.elements, out = (id) => document.getElementById(id);
const published = "as published";

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function group(label, options) {
  const made = document.createElement("optgroup");
  made.label = label;
  made.append(...options);
  return made;
}

// The claims whose words or figure fit, by notebook.
function listClaims(chosen) {
  const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean), groups = new Map();
  for (const [id, each] of Object.entries(data.claims)) {
    const text = `${id} ${each.printed} ${each.statement}`.toLowerCase();
    if (id !== chosen && !asked.every((word) => text.includes(word))) continue;
    if (!groups.has(each.notebook)) groups.set(each.notebook, []);
    groups.get(each.notebook).push(option(id, `${data.signs[each.as.verdict]} ${each.statement}: ${each.printed}`));
  }
  claims.replaceChildren(...[...groups].map(([label, options]) => group(label, options)));
  if (chosen) claims.value = chosen;
  out("fits").textContent = `${claims.length} of ${Object.keys(data.claims).length} claims`;
}

// Each reading of the chosen claim; a mark stands before those that turn its verdict.
function listReadings(chosen) {
  const claim = data.claims[claims.value], at = Object.keys(data.claims).indexOf(claims.value);
  const mark = (found) => (found && found.verdict !== claim.as.verdict ? `${data.signs[found.verdict]} ` : "");
  const list = [option(published, "as published")];
  const left = Object.entries(claim.without).map(([id, found]) => option(`without=${id}`, mark(found) + data.sources[id]));
  if (left.length) list.push(group("Leave a source out", left));
  for (const each of data.parameters[claim.notebook] || []) {
    const values = each.values.map(([value, runs]) => option(`${each.name}=${value}`, `${mark(runs[at])}${each.name} = ${value}`));
    list.push(group(`${each.name}: ${each.meaning}`, values));
  }
  readings.replaceChildren(...list);
  readings.value = chosen;
  if (readings.selectedIndex < 0) readings.value = published;
}

function show() {
  const claim = data.claims[claims.value];
  if (!claim) return;
  const [name, value] = [readings.value.slice(0, readings.value.indexOf("=")), readings.value.slice(readings.value.indexOf("=") + 1)];
  const at = Object.keys(data.claims).indexOf(claims.value);
  let found = null, command = `.venv/bin/recounted why ${claims.value}`, others = [];
  if (name === "without") found = claim.without[value];
  else if (readings.value !== published) {
    const runs = data.parameters[claim.notebook].find((each) => each.name === name).values.find(([each]) => each === value)[1];
    found = runs[at];
    const quoted = /\s/.test(value) ? `'${value}'` : value;
    command = `make NOTEBOOK=${claim.notebook} PARAMS="${name}=${quoted}"`;
    others = Object.entries(runs).filter(([other, each]) => other != at && each.verdict !== Object.values(data.claims)[other].as.verdict);
  }
  const now = { ...claim.as, ...found }, turned = now.verdict !== claim.as.verdict;
  out("statement").textContent = claim.statement;
  out("statement").href = `claims/${claims.value}.html`;
  out("printed").textContent = claim.printed;
  out("verdict").className = `verdict ${now.verdict}`;
  out("verdict").textContent = `${data.signs[now.verdict]} ${now.verdict}`;
  out("card").className = `card ${now.verdict}`;
  out("turned").textContent = readings.value === published ? "As published." : turned ? `Published: ${claim.as.verdict}. This reading turns it.` : found ? "The verdict stays; what is said of it changes." : "Nothing of it changes.";
  out("own").textContent = now.recomputed || "none";
  out("theirs").textContent = now.sources_say || "none";
  out("why").textContent = now.reason;
  out("answer").textContent = now.answer || "";
  out("command").textContent = command;
  out("others").replaceChildren(...others.map(([other, each]) => {
    const id = Object.keys(data.claims)[other], item = document.createElement("li"), link = document.createElement("a");
    link.href = `#${new URLSearchParams({ claim: id, reading: readings.value })}`;
    link.textContent = data.claims[id].statement;
    item.append(`${data.claims[id].as.verdict} → ${each.verdict}: `, link);
    return item;
  }));
  out("more").hidden = !others.length;
  history.replaceState(null, "", `#${new URLSearchParams({ claim: claims.value, reading: readings.value })}`);
}

function take() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const id = asked.get("claim") in data.claims ? asked.get("claim") : claims.value || data.first;
  listClaims(id);
  listReadings(asked.get("reading") || published);
  show();
}

form.hidden = out("result").hidden = false;
words.addEventListener("input", () => { listClaims(claims.value); });
claims.addEventListener("change", () => { listReadings(readings.value); show(); });
readings.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", take);
take();
