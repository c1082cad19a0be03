"use strict";
// The library's own rules in the browser: Pyodide and the library stand beside this page and are loaded when first asked.
const form = document.getElementById("box"), said = document.getElementById("said");
const file = location.protocol === "file:";
let library = null;

async function start() {
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", document.baseURI));
  const python = await loadPyodide({ indexURL: new URL("pyodide/", document.baseURI).href });
  const archive = await (await fetch("pyodide/recounted.zip")).arrayBuffer();
  python.unpackArchive(archive, "zip", { extractDir: "/home/pyodide/rules" });
  python.runPython("import os, sys; os.chdir('/home/pyodide/rules'); sys.path.insert(0, '/home/pyodide/rules')");
  return python.runPython(`
import json
from recounted.errors import RecountedError
from recounted.judging.asked import asked
def ask(*given):
    try:
        return json.dumps(asked(*given))
    except RecountedError as fault:
        return json.dumps({"fault": fault.what})
    except ModuleNotFoundError:  # text2num is compiled, and not for browsers
        return json.dumps({"fault": "numbers in words are read on your own machine alone; write them in digits"})
ask`);
}

async function answer() {
  const given = ["printed", "relation", "unit", "value", "rounding", "about"].map((name) => form.elements[name].value);
  if (!given[0].trim()) return;
  said.textContent = library ? "" : "Loading the rules: 13 MB, the first time only …";
  try {
    library ??= start();
    const found = JSON.parse((await library)(...given));
    const lies = { yes: "Yes: the value is one that it stands for.", no: "No: the value is not one that it stands for.", "cannot tell": "That cannot be told: the value is a range that only overlaps." };
    said.textContent = found.fault ? `It cannot be read: ${found.fault}` : `“${given[0]}” stands for ${found.set}. ${lies[found.answer] ?? ""}`;
  } catch (fault) {
    library = null;
    said.textContent = `The rules could not be loaded (${fault}).`;
  }
}

if (file) said.textContent = "The box works where the site is opened from a host, not from a folder: a browser loads no program from a folder. In the project’s folder, “python -m http.server -d build/site” is such a host.";
else form.hidden = false;
form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
