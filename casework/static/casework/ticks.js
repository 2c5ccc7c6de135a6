// Ticks of a list: all of a page at once, and how many there are. Without scripts each box works the same.
"use strict";

casework.ready(() => {
  const boxes = [...document.querySelectorAll("[data-tick]")];
  const said = document.querySelector("[data-ticked]");
  const whole = document.getElementById("tick-list");
  for (const all of document.querySelectorAll("[data-tick-all]")) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  function tell() {
    const count = boxes.filter((box) => box.checked).length;
    if (said) {
      said.hidden = false;
      said.textContent = whole && whole.checked ? "" : said.dataset.ticked.replace("{n}", count);
    }
    for (const all of document.querySelectorAll("[data-tick-all]")) {
      all.checked = boxes.length > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
  }
  for (const box of [...boxes, ...(whole ? [whole] : [])]) box.addEventListener("change", tell);
  window.addEventListener("pageshow", tell); // Back brings the ticks again
  tell();
});
