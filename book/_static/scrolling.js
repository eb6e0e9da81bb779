// Boxes that are wider or higher than what they show can be reached by keyboard. A table that is wider than its box is
// said to be so, and the edge behind which more is has a mark.
(() => {
  "use strict";
  const WIDE = "This table is wider than the page: scroll it sideways.";
  const LONG = "This table is wider and longer than its box: scroll it both ways.";
  const BOXES = ".bd-article :is(pre, .cell_output > .output, .pst-scrollable-table-container)";
  const hints = new Map();

  const measure = (box) => ({
    box,
    left: box.scrollLeft,
    top: box.scrollTop,
    across: box.scrollWidth - box.clientWidth,
    down: box.scrollHeight - box.clientHeight,
  });

  function tell({ box, left, top, across, down }) {
    // A long table that is not too wide needs no box: its head keeps to the page.
    box.classList.toggle("fits", across <= 1);
    box.tabIndex = across > 1 || (down > 1 && getComputedStyle(box).overflowY !== "visible") ? 0 : -1;
    if (!box.classList.contains("pst-scrollable-table-container")) return;
    const wide = across > 1;
    box.classList.toggle("goes-on", wide && down > 1 && top < down - 1);
    box.classList.toggle("is-wide", wide);
    box.classList.toggle("begun", wide && left > 1);
    box.classList.toggle("at-end", wide && left >= across - 1);
    let hint = hints.get(box);
    if (wide && !hint) {
      hint = document.createElement("p");
      hint.className = "scroll-hint";
      hint.id = `scroll-hint-${hints.size}`;
      hints.set(box, hint);
      box.before(hint);
      box.setAttribute("aria-describedby", hint.id);
    }
    if (!hint) return;
    hint.textContent = down > 1 ? LONG : WIDE;
    hint.hidden = !wide;
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
