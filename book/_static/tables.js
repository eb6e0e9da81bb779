// Says of each table that is wider than its box that it can be scrolled, and marks the edge behind which more is.
(() => {
  "use strict";
  const HINT = "This table is wider than the page: scroll it sideways.";

  function watch(box, number) {
    let hint = null;
    const mark = () => {
      const over = box.scrollWidth - box.clientWidth;
      const wide = over > 1;
      box.classList.toggle("is-wide", wide);
      box.classList.toggle("begun", wide && box.scrollLeft > 1);
      box.classList.toggle("at-end", wide && box.scrollLeft >= over - 1);
      if (wide && !hint) {
        hint = document.createElement("p");
        hint.className = "scroll-hint";
        hint.id = `scroll-hint-${number}`;
        hint.textContent = HINT;
        box.before(hint);
        box.setAttribute("aria-describedby", hint.id);
      }
      if (hint) hint.hidden = !wide;
    };
    box.addEventListener("scroll", mark, { passive: true });
    new ResizeObserver(mark).observe(box);
    mark();
  }

  const start = () => document.querySelectorAll(".bd-article .pst-scrollable-table-container").forEach(watch);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
