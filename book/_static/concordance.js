/* The concordance: filters, sorts and pages the lines of the table that the page holds; fetches all lines on first use
   where it does not hold them all. Without this script the table is simply a table. */
(() => {
  "use strict";
  const FILTERS = ["Principle or measure", "Meeting", "Outlet", "Said by", "Wording"];
  const PAGE = 50; // as in concordance.css, which hides the other lines until this script has taken them out

  /* the spaces beside the coded words stay: before a comma there is none */
  const read = (text, column) => (column === 0 ? text.trimStart() : column === 2 ? text.trimEnd() : text.trim());

  const start = () => {
    const place = document.getElementById("tab-concordance-lines");
    const table = place && (place.matches("table") ? place : place.querySelector("table"));
    const body = table && table.tBodies[0];
    if (!body || body.rows.length < 2) return;
    const heads = [...table.tHead.rows[0].cells];
    const titles = heads.map((cell) => cell.textContent.trim());
    let lines = [...body.rows].map((row, order) => ({ row, order, texts: [...row.cells].map((cell, column) => read(cell.textContent, column)) }));
    let waiting = Boolean(document.querySelector(".concordance-cut"));
    let sorted = { column: -1, down: false };
    let first = 0;

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
    /* the columns that stand below the words have no heading to press */
    const order = make("select", {}, new Option("by code", "-1"), ...titles.map((title, column) => new Option(title, String(column))));
    form.append(make("label", {}, "Sort by ", order), clear);
    const box = table.closest(".pst-scrollable-table-container") || table;
    const makePager = () => {
      const back = make("button", { type: "button", textContent: "Previous" });
      const on = make("button", { type: "button", textContent: "Next" });
      const count = make("span", { className: "concordance-count" });
      back.addEventListener("click", () => turn(-PAGE));
      on.addEventListener("click", () => turn(PAGE));
      return { back, on, count, place: make("div", { className: "concordance-pages" }, count, back, on) };
    };
    const pagers = [makePager(), makePager()];
    const count = pagers[0].count;
    count.setAttribute("role", "status");
    box.before(form, pagers[0].place);
    box.after(pagers[1].place);

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
          (!words || plain(texts.slice(0, 3).join("")).includes(words)),
      );
      const { column, down } = sorted;
      if (column >= 0) found.sort((a, b) => (down ? -1 : 1) * key(a, column).localeCompare(key(b, column)) || a.order - b.order);
      return found;
    };
    /* the left context is sorted from its end, as in any concordance */
    const key = (line, column) => (column === 0 ? line.texts[0].trim().split(/\s+/).reverse().join(" ") : line.texts[column]);
    /* the rows that stay keep their place: the browser lays out only what comes and goes */
    const keep = (rows) => {
      if (rows.some((row, place) => row !== body.rows[place])) body.replaceChildren(...rows);
      else while (body.rows.length > rows.length) body.lastElementChild.remove();
    };
    const draw = (from) => {
      const found = find();
      first = Math.max(0, Math.min(from, found.length - 1));
      const last = Math.min(first + PAGE, found.length);
      keep(found.slice(first, last).map(rowOf));
      for (const { back, on, count: told } of pagers) {
        told.textContent = found.length ? `Lines ${first + 1} to ${last} of ${found.length}` : "No line";
        back.disabled = first === 0;
        on.disabled = last >= found.length;
      }
    };
    const turn = (by) => {
      draw(first + by);
      box.scrollTop = 0;
      pagers[0].place.scrollIntoView({ block: "start" });
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
        pagers[0].place.after(make("p", { textContent: "The other lines could not be loaded; those of this page are searched." }));
      }
    };
    const change = async () => {
      await load();
      draw(0);
    };
    const sort = async (column, down) => {
      sorted = { column, down };
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      if (column >= 0) heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      order.value = String(column);
      await change();
    };

    heads.slice(0, 3).forEach((cell, column) => {
      const button = make("button", { type: "button", className: "concordance-sort", textContent: titles[column] });
      cell.replaceChildren(button);
      button.addEventListener("click", () => sort(column, sorted.column === column && !sorted.down));
    });
    form.addEventListener("input", (event) => (event.target === order ? sort(Number(order.value), false) : change()));
    form.addEventListener("reset", () => setTimeout(() => sort(-1, false)));
    /* on paper nobody can turn the pages: all lines that were asked for are printed */
    window.addEventListener("beforeprint", () => body.replaceChildren(...find().map(rowOf)));
    window.addEventListener("afterprint", () => draw(first));
    fill();
    draw(0);
    table.classList.add("paged");
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
