// Files are sent one after the other with their progress, chosen or dropped. Without scripts the form does the same.
"use strict";

for (const form of document.querySelectorAll("form[data-upload]")) prepare(form);

function prepare(form) {
  const place = form.closest("section") || form;
  const chosen = form.elements.files;
  form.addEventListener("submit", (event) => {
    // several files with one number of pages: the page that answers says why not
    if (!chosen.files.length || (chosen.files.length > 1 && form.elements.pages.value.trim())) return;
    event.preventDefault();
    sendAll(form, [...chosen.files]);
  });
  // a file dropped beside the place would otherwise take the page away, with all that was typed
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.toggle("over", place.contains(event.target));
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    place.classList.remove("over");
    if (place.contains(event.target)) sendAll(form, [...event.dataTransfer.files]);
  });
}

async function sendAll(form, files) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const rows = files.map((file) => rowOf(form, file));
  form.querySelector(".sending").replaceChildren(...rows);
  form.querySelector(".sending").hidden = false;
  const failed = [];
  for (const [at, file] of files.entries()) {
    const wrong = await send(form, file, files.length > 1 ? String(at + 1) : "", rows[at]);
    if (wrong) failed.push(file);
  }
  delete form.dataset.busy;
  finish(form, files, failed);
}

function finish(form, files, failed) {
  const kept = new DataTransfer();
  for (const file of failed) kept.items.add(file);
  form.elements.files.files = kept.files;
  if (!failed.length) for (const name of ["description", "dated_on", "pages"]) form.elements[name].value = "";
  form.querySelector("[data-said]").textContent = `${files.length - failed.length}/${files.length} ${form.dataset.done}`;
  if (!failed.length && !document.getElementById("attachment-list")) location.assign(form.action);
}

function rowOf(form, file) {
  const row = document.createElement("li");
  const bar = document.createElement("progress");
  const text = document.createElement("span");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  text.textContent = form.dataset.waiting;
  row.append(`${file.name} `, bar, " ", text);
  return row;
}

// The sentence that says what went wrong, or nothing.
function send(form, file, number, row) {
  const [bar, text] = [row.querySelector("progress"), row.querySelector("span")];
  const said = new FormData(form);
  const name = said.get("description").trim();
  said.set("files", file);
  if (number && name) said.set("description", name + number);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      text.textContent = `${Math.round(bar.value)}%`;
    });
    request.addEventListener("loadend", () => {
      const wrong = problemIn(form, request);
      bar.value = wrong ? 0 : 100;
      text.textContent = wrong || form.dataset.done;
      text.className = wrong ? "problem" : "";
      if (!wrong) show(request.response);
      resolve(wrong);
    });
    request.send(said);
  });
}

function problemIn(form, request) {
  if (request.status === 200) return "";
  const sentence = request.response && request.response.querySelector(".problem");
  return sentence ? sentence.textContent.trim() : form.dataset.failed;
}

function show(answer) {
  const [old, fresh] = [document.getElementById("attachment-list"), answer.getElementById("attachment-list")];
  if (old && fresh) old.replaceWith(fresh);
}
