/* The concordance: filters, sorts and pages the lines of the table that the page holds; fetches all lines on first use
   where it does not hold them all. Without this script the table is simply a table. */
(() => {
  "use strict";
  const FILTERS = ["Principle or measure", "Meeting", "Outlet", "Said by", "Wording"];
  const PAGE = 50;

  const start = () => {
    const place = document.getElementById("tab-concordance-lines");
    const table = place && (place.matches("table") ? place : place.querySelector("table"));
    const body = table && table.tBodies[0];
    if (!body || body.rows.length < 2) return;
    const heads = [...table.tHead.rows[0].cells];
    const titles = heads.map((cell) => cell.textContent.trim());
    let lines = [...body.rows].map((row, order) => ({ row, order, texts: [...row.cells].map((cell) => cell.textContent.trim()) }));
    let waiting = Boolean(document.querySelector(".concordance-cut"));
    let sorted = { column: -1, down: false };
    let shown = 0;

    const make = (name, more = {}, ...children) => {
      const node = Object.assign(document.createElement(name), more);
      node.append(...children);
      return node;
    };
    const form = make("form", { className: "concordance-filters" });
    form.addEventListener("submit", (event) => event.preventDefault());
    const search = make("input", { type: "search", autocomplete: "off" });
    form.append(make("label", {}, "Words ", search));
    const selects = FILTERS.map((title) => {
      const select = make("select", {});
      form.append(make("label", {}, `${title} `, select));
      return { select, column: titles.indexOf(title) };
    });
    const clear = make("button", { type: "reset", textContent: "Show all" });
    const count = make("p", { className: "concordance-count" });
    count.setAttribute("role", "status");
    form.append(clear);
    const more = make("button", { type: "button", className: "concordance-more", textContent: "Show more lines" });
    const box = table.closest(".pst-scrollable-table-container") || table;
    box.before(form, count);
    box.after(more);

    const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
    const fill = () => {
      for (const { select, column } of selects) {
        const chosen = select.value;
        const counts = new Map();
        for (const { texts } of lines) counts.set(texts[column], (counts.get(texts[column]) || 0) + 1);
        const names = [...counts.keys()].sort((a, b) => a.localeCompare(b));
        select.replaceChildren(new Option("all", ""), ...names.map((name) => new Option(`${name.slice(0, 60)} (${counts.get(name)})`, name)));
        select.value = counts.has(chosen) ? chosen : "";
      }
    };
    const find = () => {
      const words = plain(search.value.trim());
      const wanted = selects.filter(({ select }) => select.value);
      const found = lines.filter(
        ({ texts }) =>
          wanted.every(({ select, column }) => texts[column] === select.value) &&
          (!words || plain(texts.slice(0, 3).join(" ")).includes(words)),
      );
      const { column, down } = sorted;
      if (column >= 0) found.sort((a, b) => (down ? -1 : 1) * key(a, column).localeCompare(key(b, column)) || a.order - b.order);
      return found;
    };
    /* the left context is sorted from its end, as in any concordance */
    const key = (line, column) => (column === 0 ? line.texts[0].split(/\s+/).reverse().join(" ") : line.texts[column]);
    const draw = (limit) => {
      const found = find();
      shown = Math.min(limit, found.length);
      body.replaceChildren(...found.slice(0, shown).map(rowOf));
      count.textContent = `${shown} of ${found.length} ${found.length === 1 ? "line" : "lines"} shown`;
      more.hidden = shown >= found.length;
    };
    const rowOf = (line) => {
      if (!line.row) {
        const cells = line.texts.map((text, column) => make(column ? "td" : "th", column ? {} : { scope: "row" }, column === 1 ? make("a", { href: line.href, textContent: text }) : text));
        line.row = make("tr", {}, ...cells);
      }
      return line.row;
    };
    const load = async () => {
      if (!waiting) return;
      waiting = false;
      const address = new URL("_static/concordance.json", document.baseURI);
      try {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(String(answer.status));
        const { rows } = await answer.json();
        lines = rows.map((row, order) => ({ order, texts: row.slice(0, titles.length), href: row[titles.length] }));
        fill();
      } catch (error) {
        count.after(make("p", { textContent: "The other lines could not be loaded; those of this page are searched." }));
      }
    };
    const change = async () => {
      await load();
      draw(PAGE);
    };

    heads.forEach((cell, column) => {
      const button = make("button", { type: "button", className: "concordance-sort", textContent: titles[column] });
      cell.replaceChildren(button);
      button.addEventListener("click", async () => {
        sorted = { column, down: sorted.column === column && !sorted.down };
        heads.forEach((head) => head.removeAttribute("aria-sort"));
        cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
        await change();
      });
    });
    form.addEventListener("input", change);
    form.addEventListener("reset", () => setTimeout(change));
    more.addEventListener("click", () => draw(shown + PAGE));
    fill();
    draw(PAGE);
    /* concordance.html?code=Sharing%20risks: the codebook leads to the lines of one code */
    const asked = new URLSearchParams(location.search).get("code");
    if (asked && [...selects[0].select.options].some((option) => option.value === asked)) {
      selects[0].select.value = asked;
      change();
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
