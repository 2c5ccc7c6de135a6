// The mediation sheet: rows typed one after the other. A row sent stands below until the server has recorded it, so
// the next one can be typed meanwhile; one that was refused stays open with what is wrong. Without scripts the first
// row is an ordinary form.
"use strict";

const sheet = document.getElementById("sheet");
const lines = document.getElementById("lines");
const status_ = document.getElementById("status");
let sending = Promise.resolve(); // one row after the other, so that they are numbered in the order of typing

const cellsOf = (row) => [...row.querySelectorAll("tr:first-child input")];
const rows = () => [...sheet.querySelectorAll("tbody.typing:not(.sending)")];
const bodyField = sheet.elements.body;

function newToken() { // randomUUID is only there on https; offices have http
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function say(row, html) {
  const place = row.querySelector(".fault");
  place.hidden = !html;
  place.querySelector(".mend").innerHTML = html;
  row.classList.toggle("wrong", Boolean(html));
}

function mark(row) {
  const wrong = [...row.querySelectorAll(".mend [data-cell]")].map((each) => each.dataset.cell);
  for (const cell of [...cellsOf(row), bodyField]) {
    const faulty = wrong.includes(cell.name);
    if (cell !== bodyField) cell.parentElement.classList.toggle("wrong", faulty);
    if (faulty) { cell.setAttribute("aria-invalid", "true"); cell.setAttribute("aria-describedby", row.querySelector(".mend").id); }
    else { cell.removeAttribute("aria-invalid"); cell.removeAttribute("aria-describedby"); }
  }
  if (wrong.includes("body")) delete row.dataset.body;
}

let made = 0;
function emptyRow(row) {
  const fresh = row.cloneNode(true);
  fresh.dataset.token = newToken();
  delete fresh.dataset.body;
  fresh.classList.remove("sending", "pasted");
  for (const list of fresh.querySelectorAll(".options")) list.remove();
  fresh.querySelector(".mend").id = `wrong-${made += 1}`;
  for (const cell of cellsOf(fresh)) {
    cell.removeAttribute("id");
    cell.readOnly = false;
    delete cell.dataset.typed;
    if (cell.dataset.picker) cell.setAttribute("aria-expanded", "false");
    cell.value = "carried" in cell.dataset ? cellsOf(row).find((old) => old.name === cell.name).value : cell.dataset.first;
    cell.dataset.old = cell.value;
  }
  say(fresh, "");
  mark(fresh);
  return fresh;
}
function nextRow(row) {
  const fresh = emptyRow(row);
  row.before(fresh);
  return fresh;
}

// ---- Sending ----

async function answerTo(row) {
  const typed = new FormData();
  typed.set("csrfmiddlewaretoken", sheet.elements.csrfmiddlewaretoken.value);
  typed.set("token", row.dataset.token);
  typed.set("body", row.dataset.body);
  typed.set("do", "1");
  for (const cell of cellsOf(row)) typed.set(cell.name, cell.value);
  return fetch(sheet.action, { method: "POST", body: typed, headers: { "HX-Request": "true" } });
}

// After signing in again in another tab the old key of the form no longer opens: take the new one.
async function freshKey() {
  const page = new DOMParser().parseFromString(await (await fetch(sheet.action)).text(), "text/html");
  const key = page.querySelector("#sheet [name=csrfmiddlewaretoken]");
  if (key) sheet.elements.csrfmiddlewaretoken.value = key.value;
  return Boolean(key);
}

let signedOut = false;

async function record(row) {
  let answer;
  try {
    if (signedOut) await freshKey();
    answer = await answerTo(row);
    if (answer.status === 403 && await freshKey()) answer = await answerTo(row);
    signedOut = answer.status === 401;
  } catch { return refuse(row, `<p>${sheet.dataset.failed}</p>`); }
  const text = await answer.text();
  if (answer.status === 422) return refuse(row, text);
  if (signedOut) return refuse(row, `<p>${sheet.dataset.signedOut} <a href="/login/" target="_blank" rel="opener">${sheet.dataset.signIn}</a></p>`);
  if (!answer.ok || !text.includes("data-place")) return refuse(row, `<p>${sheet.dataset.failed}</p>`);
  const table = document.createElement("tbody");
  table.innerHTML = text;
  const line = table.firstElementChild;
  const known = lines.querySelector(`tr[data-record="${line.dataset.record}"]`);
  if (known) known.replaceWith(line); else lines.prepend(line);
  const count = document.getElementById("count");
  count.textContent = String(Math.max(Number(count.textContent), Number(line.dataset.place)));
  row.remove();
  status_.textContent = "";
  casework.keep(sheet); // what is still open, and no longer what was recorded
}

function refuse(row, html) {
  row.classList.remove("sending");
  for (const cell of cellsOf(row)) cell.readOnly = false;
  say(row, html);
  mark(row);
  status_.textContent = sheet.dataset.wrong;
}

function send(row) {
  understand(row);
  if (!row.dataset.body) row.dataset.body = bodyField.value;
  row.classList.remove("pasted");
  row.classList.add("sending");
  say(row, "");
  for (const cell of cellsOf(row)) cell.readOnly = true;
  status_.textContent = sheet.dataset.saving;
  sending = sending.then(() => record(row));
}

function save(row) {
  if (row.classList.contains("sending")) return;
  const top = rows()[0];
  send(row);
  const next = row === top ? nextRow(row) : pastedRows()[0] || top;
  showPasted();
  cellsOf(next)[0].focus();
  cellsOf(next)[0].select();
}

// ---- Left and come back to: every row in one field, for a form may have few; each with its own key, by which it is
// recorded once, its own body, and whether it waits to be looked at ----

sheet.addEventListener("formdata", ({ formData }) => {
  const all = [...sheet.querySelectorAll("tbody.typing")];
  for (const cell of cellsOf(all[0])) formData.delete(cell.name);
  formData.set("rows", JSON.stringify(all.map((row) => ({
    token: row.dataset.token, body: row.dataset.body, pasted: row.classList.contains("pasted"), cells: cellsOf(row).map((cell) => cell.value),
  }))));
});
sheet.addEventListener("refill", ({ detail }) => {
  const kept = JSON.parse(detail.rows?.[0] || "[]");
  while (rows().length < kept.length) rows().at(-1).after(emptyRow(rows()[0]));
  kept.forEach(({ token, body, pasted, cells }, n) => {
    const row = rows()[n];
    row.dataset.token = token;
    if (body) row.dataset.body = body;
    row.classList.toggle("pasted", pasted);
    cellsOf(row).forEach((cell, at) => { cell.value = cells[at]; });
  });
  showPasted();
});

// ---- What was typed, in the words of the list ----

function understand(row) {
  for (const cell of cellsOf(row)) cell.value = casework.meant(cell) ?? cell.value;
}

// ---- Rows out of a spreadsheet: shown as rows of the sheet, recorded once they were looked at ----

const MOST_PASTED = 500;
const named = (text) => text.replace(/[\s↓]/g, "");
const heads = () => ["on", "dispute_type", "source", "parties", "amount", "difficult", "result", "concluded_on", "form"]
  .map((name) => [name, named(document.getElementById(`head-${name}`).textContent)])
  .concat([["body", named(bodyField.labels[0].textContent)]]);

// The cells of the lines; one in quotation marks may hold line breaks, as spreadsheets copy them.
function linesOf(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g)) {
    lines.at(-1).push((quoted === undefined ? plain : quoted.replaceAll('""', '"').replace(/\s+/g, " ")).trim());
    if (end === "") break;
    if (end !== "\t") lines.push([]);
  }
  return lines.filter((line) => line.some(Boolean));
}

// What each column is: by its heading where the first line holds headings, else from the cell that it is pasted into.
function columnsOf(lines, cell) {
  const fits = (text, label) => text && (label.startsWith(text) || text.startsWith(label));
  const said = lines[0].map((text) => (heads().find(([, label]) => fits(named(text), label)) || [])[0]);
  if (said.filter(Boolean).length > 1) { lines.shift(); return said; }
  const names = heads().map(([name]) => name).filter((name) => name !== "body");
  return cell === bodyField ? ["body", ...names] : names.slice(names.indexOf(cell.name));
}

function fill(row, columns, line) {
  let over = 0;
  line.forEach((text, n) => {
    const cell = cellsOf(row).find((each) => each.name === columns[n]);
    if (columns[n] === "body") { if (text) row.dataset.body = text; }
    else if (cell) { cell.value = text; if (cell.dataset.day && text) casework.understood(cell, sheet.dataset.days); }
    else if (text) over += 1;
  });
  understand(row);
  return over;
}

function paste(lines, cell) {
  const columns = columnsOf(lines, cell);
  const top = rows()[0];
  let [over, before] = [0, top];
  for (const line of lines) {
    const row = emptyRow(top);
    row.classList.add("pasted");
    over += fill(row, columns, line);
    before.after(row);
    before = row;
  }
  const first = sheet.querySelector("tbody.pasted");
  if (!first) return;
  cellsOf(first)[0].focus();
  showPasted();
  casework.keep(sheet);
  if (over) status_.textContent = sheet.dataset.over.replace("{n}", over);
}

const pastedRows = () => rows().filter((row) => row.classList.contains("pasted"));

function showPasted() {
  const n = pastedRows().length;
  const place = document.getElementById("pasted");
  place.hidden = !n;
  for (const each of place.querySelectorAll("[data-said]")) each.textContent = each.dataset.said.replace("{n}", n);
}

document.getElementById("pasted").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  for (const row of pastedRows()) if (button.name === "keep") send(row); else row.remove();
  showPasted();
  casework.keep(sheet);
  const top = cellsOf(rows()[0])[0];
  top.focus();
  top.select();
});

sheet.addEventListener("paste", (event) => {
  const cell = event.target;
  const text = event.clipboardData.getData("text/plain").replace(/\s+$/, "");
  if (!cell.matches("input") || !/[\t\n\r]/.test(text)) return;
  event.preventDefault();
  const lines = linesOf(text);
  const row = cell.closest("tbody.typing");
  if (lines.length > MOST_PASTED) status_.textContent = sheet.dataset.many.replace("{n}", MOST_PASTED);
  else if (lines.length === 1 && row) { fill(row, columnsOf(lines, cell), lines[0] || []); casework.keep(sheet); }
  else paste(lines, cell);
});

// ---- Keys ----

function step(cell, to) {
  const there = rows();
  const at = there.indexOf(cell.closest("tbody")) + to;
  const target = there[at];
  if (target) { const same = cellsOf(target).find((each) => each.name === cell.name); same.focus(); same.select(); return; }
  if (to < 0) { bodyField.focus(); bodyField.select(); return; }
  if (lines.firstElementChild) linkOf(lines.firstElementChild).focus();
}

const linkOf = (line) => line.querySelector(".more a") || line.querySelector("th a");

function stepLines(link, to) {
  const all = [...lines.querySelectorAll("tr")];
  const target = all[all.indexOf(link.closest("tr")) + to];
  if (target) linkOf(target).focus();
  else if (to < 0) { const last = rows().at(-1); if (last) cellsOf(last)[0].focus(); }
}

const CELL_KEYS = {
  Enter: (cell, row) => {
    const cells = cellsOf(row);
    const next = cells[cells.indexOf(cell) + 1];
    if (next) { next.focus(); next.select(); } else save(row);
  },
  ArrowDown: (cell) => step(cell, 1),
  ArrowUp: (cell) => step(cell, -1),
  Escape: (cell) => { cell.value = cell.dataset.old || ""; cell.select(); },
};

sheet.addEventListener("keydown", (event) => {
  if (casework.isForInputMethod(event) || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.defaultPrevented && event.key.startsWith("Arrow")) return; // within the open list
  const row = event.target.closest("tbody.typing");
  if (event.ctrlKey) {
    if (event.key !== "Enter" || event.repeat) return;
    event.preventDefault();
    const open = row || rows()[0];
    if (open) save(open);
    return;
  }
  if (event.target === bodyField && event.key === "Enter") { event.preventDefault(); cellsOf(rows()[0])[0].focus(); return; }
  if (event.target.matches("a") && lines.contains(event.target) && /^Arrow(Up|Down)$/.test(event.key)) {
    event.preventDefault();
    stepLines(event.target, event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  if (!row || !event.target.matches("input") || !CELL_KEYS[event.key] || (event.key === "Enter" && event.repeat)) return;
  event.preventDefault();
  CELL_KEYS[event.key](event.target, row);
});

// What is clicked is replaced by typing, as it is where Enter leads; a second click sets the caret.
sheet.addEventListener("mousedown", (event) => {
  if (!event.target.matches("tbody.typing input") || event.target === document.activeElement) return;
  event.preventDefault();
  event.target.focus();
  event.target.select();
});

sheet.addEventListener("change", (event) => {
  const cell = event.target;
  if (!cell.closest("tbody.typing")) return;
  cell.value = casework.meant(cell) ?? cell.value;
  if (cell.dataset.day && cell.value.trim()) casework.understood(cell, sheet.dataset.days);
});

sheet.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  if (event.detail < 2) save(button.closest("tbody")); // a double click is one click
});

window.addEventListener("beforeunload", (event) => {
  if (sheet.querySelector("tbody.sending, tbody.typing.wrong")) event.preventDefault();
});

const begun = sheet.querySelector("tbody.typing");
begun.dataset.token = sheet.elements.token.value;
for (const cell of cellsOf(begun)) cell.dataset.old = cell.defaultValue;
const begin = begun.querySelector("[aria-invalid]") || (bodyField.value ? cellsOf(begun)[0] : bodyField);
begin.focus();
begin.select();
