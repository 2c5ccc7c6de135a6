// Forms: Enter goes on, Ctrl+S, Ctrl+Enter, the echo of days. Without scripts every form works the same.
// Loaded before the fields are shown, so that no key is pressed too early; after the picker, whose keys come first.
"use strict";

const theForm = () => document.getElementById("form");
const keyed = (event) => !casework.isForInputMethod(event) && !event.altKey && !event.shiftKey && !event.metaKey;

document.addEventListener("keydown", (event) => {
  if (!keyed(event) || !event.ctrlKey) return;
  const form = theForm();
  if (!form) return;
  const name = event.key === "Enter" ? "do" : event.key.toLowerCase() === "s" ? "save_draft" : "";
  const button = name && form.querySelector(`.actions button[name=${name}]`);
  if (!button) return;
  event.preventDefault();
  if (!event.repeat) button.click();
});

// ---- Enter in a field goes on to the next one, after the last to the button that names the act ----

const shown = (element) => element.offsetParent !== null && !element.closest("details:not([open])");

function goOn(field) {
  const all = [...field.form.querySelectorAll("input:not([type=hidden]), select, textarea, .actions button.main")];
  const next = all.slice(all.indexOf(field) + 1).find(shown);
  if (!next) return;
  next.focus();
  if (next.matches("input:not([type=checkbox])")) next.select();
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || !keyed(event) || event.defaultPrevented) return;
  if (!field.form || field.form !== theForm()) return;
  if (field.matches("button")) { if (event.repeat) event.preventDefault(); return; } // held down, it presses nothing
  if (!field.matches("input, select")) return;
  event.preventDefault();
  goOn(field);
});

// ---- Meanings: Ctrl+/ opens what the field means and closes it again, so that Tab need not stop at each of them ----

casework.ready(() => {
  for (const summary of document.querySelectorAll("form.act .meaning > summary")) summary.tabIndex = -1;
  for (const hint of document.querySelectorAll(".only-scripts")) hint.hidden = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !event.ctrlKey || event.altKey || casework.isForInputMethod(event)) return;
  const place = event.target.closest(".field.meant, .group");
  const meaning = place && place.querySelector(":scope > .meaning");
  if (!meaning) return;
  event.preventDefault();
  meaning.open = !meaning.open;
  document.getElementById("told").textContent = meaning.open ? meaning.querySelector("p").textContent : "";
});

// What is filled in where the keyboard begins is replaced by typing, as it is where Tab leads.
casework.ready(() => {
  const begins = document.querySelector("#form input[autofocus]");
  if (!begins || ![begins, document.body].includes(document.activeElement)) return; // who typed already stays there
  begins.focus();
  begins.select();
});

// ---- Sending: once, however often the button is pressed ----

const ONCE = 5000; // milliseconds after which a form whose answer never came may be sent again

// What is far too long never leaves: a form of megabytes is answered by a page without it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "form") return;
  const long = casework.farTooLong(form);
  if (!long) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const label = form.querySelector(`label[for=${long.id}]`);
  long.setCustomValidity(form.dataset.tooLong.replace("{field}", label ? label.firstChild.textContent.trim() : "")
    .replace("{longest}", long.dataset.longest).replace("{length}", long.value.length));
  long.reportValidity();
  long.addEventListener("input", () => long.setCustomValidity(""), { once: true });
}, true);
document.addEventListener("htmx:beforeRequest", (event) => { // what is foretold of the form
  if (theForm() && casework.farTooLong(theForm())) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== theForm() || event.defaultPrevented) return;
  if (form.dataset.sent && event.timeStamp - form.dataset.sent < ONCE) event.preventDefault();
  else if (event.submitter && event.submitter.name === "do") form.dataset.sent = event.timeStamp;
});
window.addEventListener("pageshow", () => { const form = theForm(); if (form) delete form.dataset.sent; });

// ---- Days: what was understood stands beside the field ----

const echo = casework.later(250, async (field) => {
  const place = document.getElementById(`${field.id}_echo`);
  if (!place) return;
  if (!field.value.trim()) { place.textContent = ""; return; }
  const found = await casework.understood(field, field.form.dataset.days);
  if (found) place.textContent = found.said;
});
document.addEventListener("settled", (event) => {
  if (event.target.matches("input.day-field")) echo(event.target);
});
casework.ready(() => {
  const refused = (field) => field.closest(".field")?.classList.contains("wrong"); // the sentence stands there already
  for (const field of document.querySelectorAll("input.day-field")) if (field.value && !refused(field)) echo(field);
});

// ---- Amounts: 20万 stands as 200000 once the field is left ----

const MULTIPLES = { 万: 10000, 亿: 100000000 };
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input[inputmode=decimal]")) return;
  const many = /^([\d,]*\.?\d+)([万亿])元?$/.exec(field.value.normalize("NFKC").replace(/\s/g, ""));
  if (many) field.value = String(Math.round(Number(many[1].replaceAll(",", "")) * MULTIPLES[many[2]] * 100) / 100);
}, true);

// ---- Lines pasted where one name is typed: shown, then taken as a row each ----

const KINDS_OF_CELLS = [
  ["identity_number", /^[0-9A-Z]{15,18}$/i],
  ["telephone", /^[+\d][\d -]{6,19}$/],
  ["count", /^\d{1,4}$/],
];

const NUMBER = /^([0-9A-Z]{15,18}|[+\d][\d-]{6,19})$/i;
const ORDINAL = /^\d{1,3}[.、．)）]\s*(?=\D)/;
const NOTHING = /^\d{1,3}[.、．)）]?$/; // the number of a line before its name
const SEXES = { 男: "male", 女: "female" };

// The cells of a line; one that holds a number after a name, apart by spaces, is parted.
function cellsOfLine(line) {
  const parts = (cell) => {
    if (KINDS_OF_CELLS.some(([, form]) => form.test(cell))) return [cell];
    const words = cell.replace(ORDINAL, "").split(/[\s,，;；]+/).filter(Boolean);
    if (!words.some((word) => NUMBER.test(word))) return [cell.replace(ORDINAL, "")];
    return words.reduce((found, word) => {
      const text = !NUMBER.test(word) && found.length && !NUMBER.test(found[found.length - 1]);
      if (text) found.push(`${found.pop()} ${word}`); else found.push(word);
      return found;
    }, []);
  };
  return line.split("\t").flatMap((cell) => parts(cell.normalize("NFKC").trim())).filter(Boolean);
}

// The cells by the field that each belongs to: the first that is no number is the name, the next the address.
function read(line) {
  const found = {};
  for (const text of cellsOfLine(line)) {
    if (SEXES[text]) found.sex = SEXES[text];
    if (SEXES[text] || (!found.name && NOTHING.test(text))) continue;
    const [kind] = KINDS_OF_CELLS.find(([, form]) => form.test(text)) || [found.name ? "address" : "name"];
    found[kind] = found[kind] ? `${found[kind]} ${text}` : text;
  }
  return found;
}

// What a field of the row is called, so that it is seen where each part goes.
function wordsOf(field, name) {
  const label = document.querySelector(`label[for=id_${field.name.replace(/name$/, name)}]`);
  return label ? label.firstChild.textContent.trim() : "";
}

function showLines(place, field, rows, lines) {
  const list = place.querySelector("ol") || place.insertBefore(document.createElement("ol"), place.querySelector("button"));
  list.replaceChildren(...rows.map((row) => {
    const line = document.createElement("li");
    const said = ["identity_number", "telephone", "count", "address"].filter((name) => row[name]);
    line.textContent = [row.name, ...said.map((name) => `${wordsOf(field, name)} ${row[name]}`)].join(" · ");
    return line;
  }));
  place.pasted = { field, rows, lines };
  for (const each of place.querySelectorAll("[data-said]")) each.textContent = each.dataset.said.replace("{n}", rows.length);
  place.hidden = false;
  place.querySelector("button").focus();
}

// The first line goes into the row at hand where it has no name yet; the others follow the rows that are there.
function takeLines({ field, rows }) {
  const form = field.form;
  const count = form.elements["rows-applicants"];
  const here = Number(field.name.split("-")[1]);
  const kind = form.elements[`applicants-${here}-kind`].value || form.elements["applicants-0-kind"].value;
  let next = Number(count.value);
  rows.forEach((row, n) => {
    const at = n === 0 && !field.value.trim() ? here : next++;
    for (const [name, text] of Object.entries({ kind, count: "1", ...row })) {
      const key = `applicants-${at}-${name}`;
      const there = form.elements[key] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: key }));
      there.value = text;
    }
  });
  count.value = String(next - 1); // the button adds one
  if (next === here + 1) { count.value = String(next); return; }
  form.querySelector("button[name=more][value=applicants]").click();
}

// Each line an application of its own: they go as they are to where those are typed, and the server reads them.
function takeApart({ field, lines }) {
  const each = field.form.elements.each;
  each.closest("details").open = true;
  each.value = [each.value.trimEnd(), ...lines].filter(Boolean).join("\n");
  each.focus();
  each.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  const place = document.getElementById("pasted-applicants");
  if (!place || !/^applicants-\d+-name$/.test(field.name || "")) return;
  const lines = event.clipboardData.getData("text/plain").split(/[\r\n]+/).filter((line) => line.trim());
  const rows = lines.map(read).filter((row) => row.name);
  const only = rows.length === 1 && Object.keys(rows[0]).length === 1;
  if (lines.length < 2 && (only || !rows.length)) return;
  event.preventDefault();
  if (rows.length) showLines(place, field, rows, lines);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("#pasted-applicants button");
  if (!button) return;
  const place = document.getElementById("pasted-applicants");
  const { field } = place.pasted;
  place.hidden = true;
  field.focus();
  if (button.name === "take") takeLines(place.pasted);
  if (button.name === "apart") takeApart(place.pasted);
});

// ---- Lists: letters typed into one choose by initials or pinyin, within a second of one another ----

let sought = "";
let soughtAt = 0;
let soughtIn = null;
document.addEventListener("keydown", (event) => {
  const list = event.target;
  if (list.tagName !== "SELECT" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!/^[a-z0-9]$/i.test(event.key)) return;
  const goesOn = list === soughtIn && event.timeStamp - soughtAt < 1000;
  sought = (goesOn ? sought : "") + event.key.toLowerCase();
  [soughtAt, soughtIn] = [event.timeStamp, list];
  const found = [...list.options].find((option) => (option.dataset.typed || "").split(" ").some((word) => word.startsWith(sought)));
  if (!found) return;
  event.preventDefault();
  list.value = found.value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
});
