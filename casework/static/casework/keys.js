// Single keys outside fields: / find, ? help, n new, g then a digit, j k rows, Enter open, f filters. They can be
// switched off (data-keys="off" on the body) and are never the only way.
"use strict";

let going = false;
let row = -1;

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

function follow(link) {
  if (link) link.click();
  return Boolean(link);
}

// What the page itself offers goes before what the bar offers on every page.
function offered(what) {
  return document.querySelector(`main ${what}`) || document.querySelector(what);
}

function move(step) {
  const rows = [...document.querySelectorAll("table.list tbody tr")].filter((each) => each.querySelector("a"));
  if (!rows.length) return false;
  row = Math.max(0, Math.min(rows.length - 1, row + step));
  rows[row].querySelector("a").focus();
  return true;
}

const KEYS = {
  "/": () => { const field = offered("[data-find]"); if (field) { field.focus(); field.select(); } return Boolean(field); },
  "?": () => follow(document.querySelector("a[data-help]")),
  n: () => follow(offered("a[data-new]")),
  f: () => { const field = document.querySelector(".filter select, .filter input"); if (field) field.focus(); return Boolean(field); },
  g: () => { going = true; setTimeout(() => { going = false; }, 1500); return true; },
  j: () => move(1),
  k: () => move(-1),
};

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys === "off" || isTyping(event.target)) return;
  if (casework.isForInputMethod(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  let done = false;
  if (going && /^[1-7]$/.test(event.key)) {
    going = false;
    done = follow(document.querySelector(`a[data-digit="${event.key}"]`));
  } else if (KEYS[event.key]) done = KEYS[event.key]();
  if (done) event.preventDefault();
});
