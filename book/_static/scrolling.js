// Boxes that are wider or higher than what they show can be reached by keyboard. A table that is wider than its box is
// said to be so, and the edge behind which more is has a mark.
(() => {
  "use strict";
  const HINT = "This table is wider than the page: scroll it sideways.";
  const BOXES = ".bd-article :is(pre, .cell_output > .output, .pst-scrollable-table-container)";
  const hints = new Map();

  const measure = (box) => ({
    box,
    left: box.scrollLeft,
    across: box.scrollWidth - box.clientWidth,
    down: box.scrollHeight - box.clientHeight,
  });

  function tell({ box, left, across, down }) {
    box.tabIndex = across > 0 || down > 0 ? 0 : -1;
    if (!box.classList.contains("pst-scrollable-table-container")) return;
    const wide = across > 1;
    box.classList.toggle("is-wide", wide);
    box.classList.toggle("begun", wide && left > 1);
    box.classList.toggle("at-end", wide && left >= across - 1);
    let hint = hints.get(box);
    if (wide && !hint) {
      hint = document.createElement("p");
      hint.className = "scroll-hint";
      hint.id = `scroll-hint-${hints.size}`;
      hint.textContent = HINT;
      hints.set(box, hint);
      box.before(hint);
      box.setAttribute("aria-describedby", hint.id);
    }
    if (hint) hint.hidden = !wide;
  }

  // All are measured before any is changed: else the browser lays the page out anew for each.
  const mark = (boxes) => boxes.map(measure).forEach(tell);

  function start() {
    const observer = new ResizeObserver((changes) => mark(changes.map((change) => change.target)));
    for (const box of document.querySelectorAll(BOXES)) {
      box.addEventListener("scroll", () => mark([box]), { passive: true });
      observer.observe(box); // also reports every box once, when it comes into sight
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
