// The picker: a list under the field, its first entry chosen; Enter and Tab take what is chosen. Organs are looked up on
// the server; what a page offers itself (courts, causes, bodies, codes) stands in a datalist of it. The cells of the
// mediation sheet are pickers too, copied with their row.
"use strict";

{
  let open = null; // { field, list, at, text }

  function close() {
    if (!open) return;
    open.field.setAttribute("aria-expanded", "false");
    open.field.removeAttribute("aria-activedescendant");
    open.list.remove();
    open = null;
  }

  const options = () => (open ? [...open.list.querySelectorAll("[data-value]")] : []);
  // Typed, and not yet taken from the list.
  const isTyped = (field) => field.dataset.typed === "yes" && field.value.trim() !== "";

  function put(field, value) {
    delete field.dataset.typed;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function take(option) {
    const field = open.field;
    close();
    put(field, option.dataset.value);
  }

  function point(at) {
    const all = options();
    if (!all.length) return;
    open.at = (at + all.length) % all.length;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === open.at)));
    open.field.setAttribute("aria-activedescendant", all[open.at].id);
    all[open.at].scrollIntoView({ block: "nearest" });
  }

  const OFFERED = 12; // of what was typed; with nothing typed all are looked through
  const isLocal = (field) => field.dataset.picker === "list";
  const listOf = (field) => field.getAttribute("aria-controls");
  const nameOf = (field) => (field.labels[0] || document.getElementById(field.getAttribute("aria-labelledby")))?.textContent.trim() || "";
  const compact = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

  const kept = (field) => [...(document.getElementById(field.dataset.list)?.options || [])];
  const wordsOf = (option) => [compact(option.value), ...(option.dataset.typed || "").split(" ").filter(Boolean)];
  const RANKS = [
    (words, typed) => words.includes(typed),
    (words, typed) => words.some((word) => word.startsWith(typed)),
    (words, typed) => words.slice(0, 2).some((word) => word.includes(typed)), // the words and their initials
  ];

  // What may be meant, apart by how well it fits: what is so named, what begins so, what holds it.
  function fitting(field) {
    const typed = compact(field.value);
    const ranks = RANKS.map(() => []);
    for (const option of kept(field)) ranks[RANKS.findIndex((fits) => fits(wordsOf(option), typed))]?.push(option);
    return ranks;
  }

  // The one that what was typed means, as the server reads it; null where it is none or may be several.
  casework.meant = (field) => {
    const best = field.value.trim() ? fitting(field).find((each) => each.length) || [] : [];
    return best.length === 1 ? best[0].value : null;
  };

  function entries(field) {
    const offered = field.value.trim() ? fitting(field).flat().slice(0, OFFERED) : kept(field);
    return offered.map(({ value }, n) => {
      const entry = Object.assign(document.createElement("li"), { id: `${listOf(field)}_${n}`, textContent: value });
      entry.setAttribute("role", "option");
      entry.dataset.value = value;
      return entry;
    });
  }

  async function found(field) {
    const asked = new URLSearchParams({ q: field.value });
    const answer = await fetch(`${field.form.dataset.organs}?${asked}`, { headers: { "HX-Request": "true" } });
    return answer.ok && field.value === asked.get("q") ? answer.text() : ""; // else an answer to what stood there before
  }

  async function offer(field) {
    const html = await found(field);
    if (!html || document.activeElement !== field) return;
    const list = document.createElement("ul");
    list.innerHTML = html;
    show(field, [...list.children]);
  }

  function show(field, found) {
    close();
    if (!found.length) return;
    const list = document.createElement("ul");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", nameOf(field));
    list.id = listOf(field);
    list.className = "options";
    list.tabIndex = -1; // a list that scrolls would be a stop of Tab, and go under it
    list.replaceChildren(...found);
    field.insertAdjacentElement("afterend", list);
    field.setAttribute("aria-expanded", "true");
    open = { field, list, at: -1, text: field.value };
    if (isTyped(field)) point(0); // of what was only looked through nothing is chosen
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[data-value]");
      event.preventDefault();
      if (option) take(option);
    });
  }
  const offerLater = casework.later(150, offer);

  const comes = (field) => isTyped(field) && !isLocal(field);

  // What was typed faster than the list came: the first entry, once it is known.
  async function takeFirst(field) {
    const list = document.createElement("ul");
    list.innerHTML = await found(field);
    const first = list.querySelector("[data-value]");
    if (!first || !isTyped(field)) return;
    if (open && open.field === field) close();
    put(field, first.dataset.value);
    document.getElementById("told").textContent = first.dataset.value;
  }

  function prepare(field) {
    if (isLocal(field)) { // the browser's own list is for pages without scripts
      field.dataset.list = field.getAttribute("list");
      field.removeAttribute("list");
    }
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", `${field.id}_list`); // one is open at a time, so that copies of a field may share it
  }
  const prepareAll = () => document.querySelectorAll("[data-picker]:not([role])").forEach(prepare);
  casework.ready(prepareAll);
  document.addEventListener("htmx:afterSwap", prepareAll);

  // What was chosen goes into the text where the caret stood; what is in no list goes to the server, which says so.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const field = button.closest(".field").querySelector("[data-picker]"), text = document.getElementById(button.dataset.insert);
    if (!kept(field).some((option) => option.value === field.value.trim())) return;
    event.preventDefault();
    text.setRangeText(`{${field.value.trim()}}`, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    put(field, "");
    text.focus();
  });

  document.addEventListener("input", (event) => { // before it is looked up
    if (event.target.matches("[data-picker]")) event.target.dataset.typed = "yes";
  }, true);
  document.addEventListener("settled", (event) => {
    const field = event.target;
    const goesOn = field.matches("[data-picker]") && document.activeElement === field && isTyped(field);
    if (goesOn && isLocal(field)) show(field, entries(field));
    else if (goesOn) offerLater(field);
    else if (open && field === open.field) close();
  });
  document.addEventListener("focusout", (event) => { if (open && event.target === open.field) close(); });
  window.addEventListener("keydown", (event) => { // before the keys of the form
    const field = event.target;
    if (!field.matches || !field.matches("[data-picker]") || casework.isForInputMethod(event)) return;
    if (event.ctrlKey && event.key === "Enter" && open && open.at >= 0) take(options()[open.at]);
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      if (isLocal(field)) show(field, entries(field)); else offer(field);
      return;
    }
    const act = PICKER_KEYS[event.key];
    if (act) act(event, field, open && open.text === field.value ? options() : []);
  }, true);

  const PICKER_KEYS = {
    ArrowDown: (event, field, all) => { if (all.length) { event.preventDefault(); point(open.at + 1); } },
    ArrowUp: (event, field, all) => { if (all.length) { event.preventDefault(); point(open.at - 1); } },
    Escape: (event) => { if (open) { event.preventDefault(); close(); } },
    Enter: (event, field, all) => {
      if (all.length && open.at >= 0) { event.preventDefault(); take(all[open.at]); }
      else if (comes(field) && !(open && open.text === field.value)) { event.preventDefault(); takeFirst(field); }
      else close();
    },
    Tab: (event, field, all) => {
      if (all.length && open.at >= 0) take(all[open.at]);
      else if (comes(field)) takeFirst(field);
      close();
    },
  };
}
