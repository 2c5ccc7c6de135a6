// What is typed into a form is kept on the server, for the one who types it: once it rests, and when the page is left.
// Its key stands in the address, so that Back, a reload and signing in again find it; a form that was taken is forgotten.
// The forms of acts (data-kept) come filled in, rows and all; every other form is filled here.
"use strict";

{
  const KEEP = document.currentScript.dataset.keep;
  const REST = 2000; // milliseconds
  const saving = new WeakMap(); // form -> what is under way
  const changed = new Set();
  const kept = new WeakSet(); // forms of which the server holds something

  const comesFilled = (form) => "kept" in form.dataset;
  const isKept = (form) => form && form.method === "post" && form.closest("main") && !("forget" in form.dataset)
    && !form.querySelector("[type=password]");
  const nameOf = (form) => form.id || form.getAttribute("action") || "";
  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

  function newKey() { // randomUUID is only there on https; offices have http
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function give(form, key) {
    form.append(hidden("draft", key), hidden("draft_of", `${window.location.pathname}#${nameOf(form)}`));
  }
  function keyOf(form) {
    if (comesFilled(form)) return form.elements.token.value;
    if (!form.elements.draft) give(form, newKey());
    return form.elements.draft.value;
  }
  function comeBackTo(key, again = false) {
    const here = new URL(window.location.href);
    if (here.searchParams.get("draft") === key && !again) return; // browsers count how often it is set
    here.searchParams.set("draft", key);
    window.history.replaceState(window.history.state, "", here);
  }

  // ---- Keeping ----

  function typedIn(form) {
    const typed = new URLSearchParams();
    keyOf(form);
    for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
    if (comesFilled(form)) typed.set("save_draft", differing(form).every(isDay) ? "days" : "1");
    return typed;
  }

  // The fields that hold something else than they came with; a form of which a day alone was typed is no draft to list.
  const isDay = (field) => field.matches(".day-field");
  function differs(field) {
    if (!field.name || field.matches("button, [type=hidden], [type=file], [type=submit]")) return false;
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const first = field.multiple || [...field.options].some((option) => option.defaultSelected) ? -1 : 0;
    return [...field.options].some((option, n) => option.selected !== (option.defaultSelected || n === first));
  }
  const differing = (form) => [...form.elements].filter(differs);
  const placeOf = (form) => (comesFilled(form) ? window.location.href : KEEP);

  async function sent(form) {
    if (casework.farTooLong(form)) throw new RangeError("more than a form takes");
    return fetch(placeOf(form), { method: "POST", body: typedIn(form), headers: { "HX-Request": "true" } });
  }

  // After signing in again in another tab the old key of the forms no longer opens: take the new one.
  async function freshKeys() {
    const page = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), "text/html");
    const key = page.querySelector("main [name=csrfmiddlewaretoken]");
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) if (key) field.value = key.value;
  }

  async function save(form) {
    if (!changed.delete(form)) return;
    kept.add(form);
    let said = form.dataset.failed;
    try {
      let answer = await sent(form);
      if (answer.status === 403) { await freshKeys(); answer = await sent(form); }
      if (answer.ok) said = await answer.text();
      else if (answer.status === 401) said = form.dataset.signedOut;
      if (!answer.ok) changed.add(form);
    } catch { changed.add(form); } // it is tried again with the next key, and when the page is left
    const place = form.querySelector("#saved");
    if (place && said) place.textContent = said;
  }
  const saveLater = casework.later(REST, (form) => {
    const under = save(form).finally(() => { if (saving.get(form) === under) saving.delete(form); });
    saving.set(form, under);
  });

  casework.keep = (form) => {
    if (comesFilled(form) && !differing(form).length && !kept.has(form)) { changed.delete(form); return; } // as it was opened
    changed.add(form);
    comeBackTo(keyOf(form));
    saveLater(form);
  };
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      if (isKept(target.form) && target.name && target.type !== "file") casework.keep(target.form);
    });
  }

  // What is too much to be sent on leaving stays changed.
  function leave(form) {
    if (changed.has(form) && navigator.sendBeacon(placeOf(form), typedIn(form))) changed.delete(form);
  }
  // before the next page is asked for, which may lead straight back; on a telephone only the last is heard
  for (const kind of ["beforeunload", "pagehide"]) {
    window.addEventListener(kind, (event) => {
      [...changed].forEach(leave);
      if (changed.size) event.preventDefault(); // the browser asks whether to leave it
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    for (const other of [...changed]) if (other !== form) leave(other); // before signing out, say
    if (event.defaultPrevented || !isKept(form)) return;
    if (saving.has(form)) { // else what is under way could arrive after the form that was taken
      event.preventDefault();
      const button = event.submitter;
      saving.get(form).finally(() => form.requestSubmit(button));
      return;
    }
    changed.delete(form);
    if (comesFilled(form) || form.elements.draft) comeBackTo(keyOf(form));
  });

  // ---- Filling in ----

  function fill(form, fields) {
    const taken = {};
    form.dispatchEvent(new CustomEvent("refill", { detail: fields })); // rows that have to be there first
    for (const field of form.elements) {
      if (!field.name || field.matches("button, [type=hidden], [type=file], [type=submit]")) continue;
      const said = fields[field.name] || [];
      if (field.matches("[type=checkbox], [type=radio]")) field.checked = said.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = said.includes(option.value);
      else {
        const n = (taken[field.name] = (taken[field.name] ?? -1) + 1);
        if (n < said.length) field.value = said[n];
      }
      field.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
    }
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }

  casework.ready(async () => {
    const key = new URL(window.location.href).searchParams.get("draft") || document.body.dataset.draft;
    const forms = [...document.forms].filter(isKept);
    for (const form of forms) form.autocomplete = "off"; // the browser would bring back what was sent as well
    if (!key || !forms.length) return;
    forms.forEach((form) => kept.add(form));
    comeBackTo(key, true); // an answer to a form that was sent could not be come back to
    if (forms.some(comesFilled)) return;
    const answer = await fetch(`${KEEP}?key=${key}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const held = await answer.json();
    const form = forms.find((each) => nameOf(each) === held.form.split("#").slice(1).join("#"));
    if (!form || form.elements.draft) return; // typed into meanwhile
    give(form, key);
    fill(form, held.fields);
  });
}
