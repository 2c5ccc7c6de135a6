// Forms: Ctrl+S, Ctrl+Enter, the echo of days, the picker of organs. Without scripts every form works the same.
"use strict";

document.addEventListener("keydown", (event) => {
  if (casework.isForInputMethod(event) || !event.ctrlKey || event.altKey || event.shiftKey) return;
  const form = document.getElementById("form");
  if (!form) return;
  const name = event.key === "Enter" ? "do" : event.key.toLowerCase() === "s" ? "save_draft" : "";
  const button = name && form.querySelector(`.actions button[name=${name}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// ---- Meanings: Ctrl+/ opens what the field means and closes it again, so that Tab need not stop at each of them ----

for (const summary of document.querySelectorAll("form.act .meaning > summary")) summary.tabIndex = -1;
for (const hint of document.querySelectorAll(".only-scripts")) hint.hidden = false;

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
const begins = document.querySelector("#form input[autofocus]");
if (begins) { begins.focus(); begins.select(); }

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "form" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else if (event.submitter && event.submitter.name === "do") form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  const form = document.getElementById("form");
  if (form) delete form.dataset.sent;
});

// ---- Days: what was understood stands beside the field ----

const echo = casework.later(250, async (field) => {
  const place = document.getElementById(`${field.id}_echo`);
  if (!place) return;
  if (!field.value.trim()) { place.textContent = ""; return; }
  const asked = new URLSearchParams({ text: field.value, ahead: field.dataset.day === "ahead" ? "1" : "0" });
  if (field.dataset.term) asked.set("term", field.dataset.term);
  const answer = await fetch(`${field.form.dataset.days}?${asked}`, { headers: { "HX-Request": "true" } });
  const said = answer.ok ? await answer.text() : "";
  if (said && field.value === asked.get("text")) place.textContent = said; // else an answer to what stood there before
});
document.addEventListener("settled", (event) => {
  if (event.target.matches("input.day-field")) echo(event.target);
});
for (const field of document.querySelectorAll("input.day-field")) if (field.value) echo(field);

// ---- The picker of organs: a list under the field, nothing taken unless chosen, or alone at Tab ----

let open = null; // { field, list, at }

function close() {
  if (!open) return;
  open.field.setAttribute("aria-expanded", "false");
  open.field.removeAttribute("aria-activedescendant");
  open.list.remove();
  open = null;
}

function options() { return open ? [...open.list.querySelectorAll("[data-value]")] : []; }

function take(option) {
  const field = open.field;
  field.value = option.dataset.value;
  close();
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function point(at) {
  const all = options();
  if (!all.length) return;
  open.at = (at + all.length) % all.length;
  all.forEach((option, n) => option.setAttribute("aria-selected", String(n === open.at)));
  open.field.setAttribute("aria-activedescendant", all[open.at].id);
  all[open.at].scrollIntoView({ block: "nearest" });
}

async function offer(field) {
  const asked = new URLSearchParams({ q: field.value });
  const answer = await fetch(`${field.form.dataset.organs}?${asked}`, { headers: { "HX-Request": "true" } });
  const found = answer.ok ? await answer.text() : "";
  if (!found || document.activeElement !== field || field.value !== asked.get("q")) return;
  close();
  const list = document.createElement("ul");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0] ? field.labels[0].textContent.trim() : "");
  list.id = `${field.id}_list`;
  list.className = "options";
  list.innerHTML = found;
  field.insertAdjacentElement("afterend", list);
  field.setAttribute("aria-expanded", "true");
  open = { field, list, at: -1 };
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-value]");
    event.preventDefault();
    if (option) take(option);
  });
}
const offerLater = casework.later(150, offer);

function prepare(field) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", `${field.id}_list`);
}
document.querySelectorAll("[data-picker]").forEach(prepare);
document.addEventListener("htmx:afterSwap", () => document.querySelectorAll("[data-picker]").forEach(prepare));

document.addEventListener("settled", (event) => {
  if (event.target.matches("[data-picker]") && document.activeElement === event.target) offerLater(event.target);
});
document.addEventListener("focusout", (event) => { if (open && event.target === open.field) close(); });
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches || !field.matches("[data-picker]") || casework.isForInputMethod(event)) return;
  if (event.altKey && event.key === "ArrowDown") { event.preventDefault(); offer(field); return; }
  if (!open) return;
  const all = options();
  if (event.key === "ArrowDown") { event.preventDefault(); point(open.at + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); point(open.at - 1); }
  else if (event.key === "Escape") { event.preventDefault(); close(); }
  else if (event.key === "Enter") { event.preventDefault(); if (open.at >= 0) take(all[open.at]); }
  else if (event.key === "Tab" && (open.at >= 0 || all.length === 1)) take(all[Math.max(open.at, 0)]);
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
