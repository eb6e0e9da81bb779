// Asks the concordance of a built book and prints, as JSON, what it shows for each code in the address:
// node concordance.mjs SITE CHROMIUM CODE…
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const [site, executablePath, ...codes] = process.argv.slice(2);
const { server, address } = await serve(site);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });

/** What the page shows: the code and the words of each line, what the pager says, and where headings and values stand. */
function read() {
  const rows = [...document.querySelectorAll("#tab-concordance-lines tbody tr")];
  const left = (cell) => Math.round(cell.getBoundingClientRect().left);
  const heads = [...document.querySelectorAll("#tab-concordance-lines thead th")].slice(0, 3);
  return {
    codes: [...new Set(rows.map((row) => row.cells[3].textContent.trim()))],
    lines: rows.length,
    words: rows.map((row) => [0, 1, 2].map((cell) => row.cells[cell].textContent).join("")),
    told: document.querySelector(".concordance-count").textContent,
    next: [...document.querySelectorAll(".concordance-pages button")].some((one) => one.textContent === "Next" && one.checkVisibility()),
    heads: heads.filter((head) => head.checkVisibility()).map(left),
    values: rows.length ? [...rows[0].cells].slice(0, 3).map(left) : [],
  };
}

try {
  const tab = await browser.newPage();
  const found = {};
  for (const code of codes) {
    for (const width of [1440, 1300, 360]) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.goto(`${address}concordance.html${code ? `?code=${encodeURIComponent(code)}` : ""}`, { waitUntil: "networkidle" });
      await tab.waitForSelector(".concordance-count");
      (found[code] ??= {})[width] = await tab.evaluate(read);
    }
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
  server.close();
}
