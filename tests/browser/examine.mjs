// What axe does not look at: functions that run in the page, or press its keys.

/** Faults of the page as [kind, what, where]; runs in the page and therefore stands on its own. */
export function examine() {
  const faults = [];
  const show = (element) => element.outerHTML.slice(0, 140);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && box.right > root.clientWidth + 1 && !one.closest("svg, dialog") && !scrolls(one.parentElement);
    });
    faults.push(["page scrolls sideways", `${root.scrollWidth} px of ${root.clientWidth}`, wide.slice(0, 3).map(show).join(" | ")]);
  }
  for (const image of document.querySelectorAll("img, svg[role]")) {
    if (image.closest("[aria-hidden=true]")) continue;
    const told = image.getAttribute(image.localName === "img" ? "alt" : "aria-label");
    if (told === null || (image.closest("figure") && !told.trim())) faults.push(["alt", "no text", show(image)]);
    else if (/[\w-]+\/[\w-]+|\.(png|svg|jpe?g|webp)$/i.test(told) && !/\s/.test(told)) faults.push(["alt", `a file: ${told}`, show(image)]);
  }
  for (const cell of document.querySelectorAll("article th")) {
    if (!["col", "row", "colgroup", "rowgroup"].includes(cell.scope)) faults.push(["table", "a header cell without scope", show(cell)]);
  }
  for (const table of document.querySelectorAll("article table")) {
    const box = table.getBoundingClientRect();
    const article = table.closest("article").getBoundingClientRect();
    if (!box.width) continue;
    const region = table.closest("[role=region]");
    const wider = Math.round(box.width - (region ?? table.parentElement).clientWidth);
    if (wider > 1 && !(region && region.tabIndex === 0 && (region.getAttribute("aria-label") || region.getAttribute("aria-labelledby"))))
      faults.push(["table", `${wider} px wider than its place, which cannot be scrolled by keyboard`, show(table)]);
    if (wider > 1 && region && !document.getElementById(region.getAttribute("aria-describedby"))?.checkVisibility())
      faults.push(["table", `${wider} px wider than its place, and nothing says so`, show(table)]);
    if (wider > 1 && innerWidth <= 480 && table.querySelector("td.long-cell"))
      faults.push(["table", `${wider} px wider than its place, with prose that is read sideways`, show(table)]);
    if (!region && box.right > article.right + 1) faults.push(["table", `${Math.round(box.right - article.right)} px beyond the article`, show(table)]);
    for (const cell of slivers(table)) faults.push(["table", `a column of ${Math.round(cell.getBoundingClientRect().width)} px`, show(cell)]);
    for (const word of broken(table)) faults.push(["table", `the word “${word}” is broken`, show(table)]);
  }
  return faults;

  function scrolls(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  }
  // a cell of prose that is so narrow that it holds a word or two a line
  function slivers(table) {
    return [...table.querySelectorAll("tbody :is(td, th)")].filter((cell) => {
      const box = cell.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(cell).fontSize);
      return box.width && getComputedStyle(cell).display === "table-cell" && cell.textContent.trim().length > 60 && box.width < 9 * size;
    });
  }
  // words of letters only that stand on two lines
  function broken(table) {
    const found = new Set();
    const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      for (const word of text.data.matchAll(/\p{L}{3,24}/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top / 4)));
        if (tops.size > 1 && found.size < 5) found.add(word[0]);
      }
    }
    return found;
  }
}

/** Faults of the path that the Tab key takes, as [kind, what, where]. */
export async function listFocusFaults(tab) {
  const faults = [];
  const known = new Set();
  await tab.evaluate(() => {
    document.body.tabIndex = -1; // the next stop is reckoned from here
    document.body.focus();
    document.body.removeAttribute("tabindex");
    window.scrollTo(0, 0);
  });
  let previous = null;
  for (let step = 0; step < 60; step += 1) {
    await tab.keyboard.press("Tab");
    const at = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      element.dataset.audited ??= String(Math.random());
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const ring = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.textDecorationLine !== "none" || style.borderStyle !== "none";
      const name = (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || element.title || element.placeholder || "").trim();
      return {
        id: element.dataset.audited,
        visible: element.checkVisibility() && box.width + box.height > 0 && box.right > 0 && box.left < innerWidth,
        ring,
        name,
        html: element.outerHTML.slice(0, 120),
        skip: !!element.closest(".skip-link"),
      };
    });
    if (!at) break;
    if (step === 0 && !at.skip && (await tab.locator(".skip-link").count())) faults.push(["keyboard", "the first stop is not the way to the content", at.html]);
    if (at.id === previous) {
      faults.push(["keyboard", "the Tab key is caught", at.html]);
      break;
    }
    if (known.has(at.id)) break;
    known.add(at.id);
    previous = at.id;
    if (!at.visible) faults.push(["keyboard", "focus on something out of sight", at.html]);
    if (!at.ring) faults.push(["keyboard", "focus cannot be seen", at.html]);
    if (!at.name) faults.push(["keyboard", "a stop without a name", at.html]);
  }
  if (!known.size) faults.push(["keyboard", "the Tab key reaches nothing", ""]);
  return faults;
}
