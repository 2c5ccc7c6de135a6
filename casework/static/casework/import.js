// A spreadsheet is sent with its progress. Without scripts the form does the same.
"use strict";

for (const form of document.querySelectorAll("form[data-import]")) {
  form.addEventListener("submit", (event) => {
    if (!form.elements.file.files.length) return; // the page that answers says so
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    sendSheet(form);
  });
}

function sendSheet(form) {
  const [place, bar, text] = [".sending", "progress", ".sending span"].map((each) => form.querySelector(each));
  const request = new XMLHttpRequest();
  place.hidden = false;
  text.className = "";
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    text.textContent = `${Math.round(bar.value)}%`;
  });
  request.addEventListener("loadend", () => {
    delete form.dataset.busy;
    if (request.status === 200) { window.location.assign(request.responseURL); return; }
    const sentence = request.response && request.response.querySelector(".mend, .problem, main p");
    bar.value = 0;
    text.textContent = sentence ? sentence.textContent.trim() : form.dataset.failed;
    text.className = "problem";
  });
  request.send(new FormData(form));
}
