// Typing: one guard for input methods, and the event `settled` for whatever follows what was typed.
// While an input method composes, nothing is read, swapped or taken from it.
"use strict";

const casework = (window.casework = { composing: false });

// Once the page is there; the keys are heard before.
casework.ready = (act) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act); else act();
};

document.addEventListener("compositionstart", () => { casework.composing = true; });
document.addEventListener("compositionend", (event) => {
  casework.composing = false;
  casework.justComposed = true;
  // Safari sends the Enter that ended the composition after it
  setTimeout(() => { casework.justComposed = false; }, 100);
  settled(event.target);
});
document.addEventListener("keyup", () => { casework.justComposed = false; });
document.addEventListener("input", (event) => { if (!event.isComposing) settled(event.target); });
document.addEventListener("change", (event) => settled(event.target));

function settled(element) {
  element.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
}

// Whether a key belongs to the input method.
casework.isForInputMethod = (event) =>
  event.isComposing || event.keyCode === 229 || casework.composing || casework.justComposed;

// Once a field has rested for a while; who types on in the next one does not take this from the last.
casework.later = (wait, act) => {
  const timers = new WeakMap();
  return (field) => {
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => act(field), wait));
  };
};

// What was understood of a day that was typed, as { said, day }; null for an answer to what stood there before. Once the
// field is left, the day stands in it as it was understood.
casework.understood = async (field, url) => {
  const asked = new URLSearchParams({ text: field.value, ahead: field.dataset.day === "ahead" ? "1" : "0" });
  if (field.dataset.term) asked.set("term", field.dataset.term);
  const answer = await fetch(`${url}?${asked}`, { headers: { "HX-Request": "true" } });
  const said = answer.ok ? await answer.text() : "";
  if (!said || field.value !== asked.get("text")) return null;
  const day = answer.headers.get("X-Day") || "";
  if (day && document.activeElement !== field) field.value = day;
  return { said, day };
};

document.addEventListener("htmx:beforeSwap", (event) => {
  if (casework.composing) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:responseError", (event) => {
  const form = document.querySelector("form[data-signed-out]");
  const place = document.getElementById("saved");
  if (form && place) place.textContent = event.detail.xhr.status === 401 ? form.dataset.signedOut : form.dataset.failed;
});
document.addEventListener("htmx:sendError", () => {
  const form = document.querySelector("form[data-failed]");
  const place = document.getElementById("saved");
  if (form && place) place.textContent = form.dataset.failed;
});

// What went wrong is read first.
casework.ready(() => {
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
});

// ---- What was just done is said, and the keyboard stands there, unless a field waits to be typed in ----

window.addEventListener("load", () => {
  const said = document.querySelector(".said");
  if (!said || document.activeElement !== document.body) return;
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
});

// The field of `form` whose text is so long that the whole form would not be taken; of a little too much the server
// says it in its words.
casework.farTooLong = (form) =>
  [...form.querySelectorAll("[data-longest]")].find((field) => field.value.length > 2 * field.dataset.longest);
