"use strict";
// Choose a claim and one reading of it, or two: verdict, figure and sentence change at once. The address keeps the choice.
const data = JSON.parse(document.getElementById("data").textContent), form = document.getElementById("explore");
const { claim: claims, reading: first, second, words } = form.elements, out = (id) => document.getElementById(id);
const published = "as published", ids = Object.keys(data.claims), and = "&", without = "without=";
const placeOf = (id) => ids.indexOf(id);

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
  out("fits").textContent = `${claims.length} of ${ids.length} claims`;
}

// What a reading is of: a parameter, or one source.
const subject = (reading) => (reading.startsWith(without) ? reading : reading.slice(0, reading.indexOf("=")));

// The readings chosen, but for “as published”; of two of the same parameter the first.
function chosen() {
  const both = [first.value, second.value].filter((each) => each && each !== published);
  return both.length > 1 && subject(both[0]) === subject(both[1]) ? both.slice(0, 1) : both;
}

// What was found of a claim under these readings: null where the combination was not run.
function found(id, readings) {
  const claim = data.claims[id], parameters = readings.filter((each) => !each.startsWith(without)).sort();
  let state = claim.as;
  if (parameters.length) {
    const run = (data.runs[claim.notebook] || {})[parameters.join(and)];
    if (!run) return null;
    state = data.states[run[placeOf(id)]] || claim.as;
  }
  const silent = readings.filter((each) => each.startsWith(without)).map((each) => each.slice(without.length)).sort();
  return silent.length ? heard(claim, state, silent) : state;
}

// A state of a claim with sources left out: the verdict was worked out beforehand, the sentences are those of the others.
function heard(claim, state, silent) {
  const here = silent.filter((id) => id in state.without);
  if (!here.length) return state;
  const left = state.said.filter(([sources]) => !sources.some((id) => here.includes(id)));
  const own = state.recomputed ? `The article's other figures give ${state.recomputed}. ` : "";
  const said = left.map(([, , says]) => `${says[0].toUpperCase()}${says.slice(1)}.`).join(" ");
  const reason = `Printed: “${claim.printed}”. ${own}${said || "No other source was found."}`;
  return { ...state, verdict: state.without[here.join(and)], sources_say: left.map((each) => each[1]).join("; "), reason, answer: "" };
}

// Each reading of the chosen claim, beside those that the other control has; a mark stands before those that turn its verdict.
function listReadings(control, wanted, other) {
  const id = claims.value, claim = data.claims[id];
  const beside = other && other !== published ? [other] : [];
  const before = found(id, beside) || claim.as;
  const line = (reading, text) => {
    const now = found(id, [...beside, reading]);
    return option(reading, now && now.verdict !== before.verdict ? `${data.signs[now.verdict]} ${text}` : text);
  };
  const list = [option(published, control === first ? published : "nothing else")];
  const sources = Object.keys(claim.as.without).filter((each) => !each.includes(and) && without + each !== other);
  if (sources.length) list.push(group("Leave a source out", sources.map((each) => line(without + each, data.sources[each]))));
  for (const each of data.parameters[claim.notebook] || []) {
    if (beside.some((one) => subject(one) === each.name)) continue;
    list.push(group(each.meaning, Object.entries(each.values).map(([value, told]) => line(`${each.name}=${value}`, told))));
  }
  control.replaceChildren(...list);
  control.value = wanted;
  if (control.selectedIndex < 0) control.value = published;
}

// Parameters among the readings, each with its value, in quotes where it has a space.
function parametersOf(readings) {
  return readings.filter((each) => !each.startsWith(without)).map((each) => {
    const value = each.slice(each.indexOf("=") + 1);
    return [subject(each), /\s/.test(value) ? `'${value}'` : value];
  });
}

function command(id, parameters) {
  if (!parameters.length) return `.venv/bin/recounted why ${id}`;
  return `make NOTEBOOK=${data.claims[id].notebook} PARAMS="${parameters.map((each) => each.join("=")).join(" ")}"`;
}

// papermill reads a number or a truth in a value; -r keeps it text.
function papermill(id, parameters) {
  const name = data.claims[id].notebook, known = data.parameters[name] || [];
  const isText = (parameter) => (known.find((each) => each.name === parameter) || {}).text;
  const given = parameters.map(([parameter, value]) => `${isText(parameter) ? "-r" : "-p"} ${parameter} ${value}`);
  return `.venv/bin/papermill --cwd notebooks ${given.join(" ")} notebooks/${name}.ipynb build/${name}-by-papermill.ipynb`;
}

function told(claim, now, readings) {
  if (!now) return "This combination was not run. The command below runs it.";
  if (!readings.length) return "As published.";
  const these = readings.length > 1 ? "These two together turn it." : "This reading turns it.";
  if (now.verdict !== claim.as.verdict) return `Published: ${claim.as.verdict}. ${these}`;
  return now === claim.as ? "Nothing of it changes." : "The verdict stays; what is said of it changes.";
}

// Other claims of the notebook that the same parameters turn.
function turned(id, readings) {
  const parameters = readings.filter((each) => !each.startsWith(without)).sort();
  const run = (data.runs[data.claims[id].notebook] || {})[parameters.join(and)] || {};
  return Object.entries(run).map(([at, each]) => [ids[at], data.states[each]]).filter(([other, each]) => other !== id && each.verdict !== data.claims[other].as.verdict);
}

function address(id, readings) {
  return `#${new URLSearchParams([["claim", id], ...readings.map((each) => ["reading", each])])}`;
}

function show() {
  const id = claims.value, claim = data.claims[id];
  if (!claim) return;
  const readings = chosen(), now = found(id, readings);
  out("statement").textContent = claim.statement;
  out("statement").href = `claims/${id}.html`;
  out("printed").textContent = claim.printed;
  out("verdict").className = `verdict ${now ? now.verdict : ""}`;
  out("verdict").textContent = now ? `${data.signs[now.verdict]} ${now.verdict}` : "not run";
  out("card").className = `card ${now ? now.verdict : ""}`;
  out("turned").textContent = told(claim, now, readings);
  out("found").hidden = !now;
  out("own").textContent = (now && now.recomputed) || "none";
  out("theirs").textContent = (now && now.sources_say) || "none";
  out("why").textContent = now ? now.reason : "";
  out("answer").textContent = now ? now.answer : "";
  out("asked").hidden = out("answer").hidden = !(now && now.answer);
  const parameters = parametersOf(readings);
  out("command").textContent = command(id, parameters);
  out("papermill").textContent = parameters.length ? papermill(id, parameters) : "";
  out("by-papermill").hidden = !parameters.length;
  const others = turned(id, readings);
  out("others").replaceChildren(...others.map(([other, each]) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = address(other, readings);
    link.textContent = data.claims[other].statement;
    item.append(`${data.claims[other].as.verdict} → ${each.verdict}: `, link);
    return item;
  }));
  out("more").hidden = !others.length;
  history.replaceState(null, "", address(id, readings));
}

function list(one, two) {
  listReadings(first, one, "");
  listReadings(second, two, first.value);
  show();
}

function take() {
  const asked = new URLSearchParams(location.hash.slice(1)), id = asked.get("claim") in data.claims ? asked.get("claim") : claims.value || data.first;
  listClaims(id);
  list(...[...asked.getAll("reading"), published, published].slice(0, 2));
}

form.hidden = out("result").hidden = false;
words.addEventListener("input", () => { listClaims(claims.value); });
claims.addEventListener("change", () => list(first.value, second.value));
first.addEventListener("change", () => list(first.value, second.value));
second.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", take);
take();
