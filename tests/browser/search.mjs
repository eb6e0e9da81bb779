// Asks the search of a built book and prints, as JSON, the addresses it finds: node search.mjs SITE CHROMIUM WORDS…
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const [site, executablePath, ...asked] = process.argv.slice(2);
const { server, address } = await serve(site);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
try {
  const tab = await browser.newPage();
  const found = {};
  for (const words of asked) {
    await tab.goto(`${address}search.html?q=${encodeURIComponent(words)}`);
    await tab.waitForFunction(() => /Search finished|Search Results/.test(document.querySelector("#search-results")?.textContent ?? ""));
    await tab.waitForFunction(() => !document.querySelector("#search-progress")?.textContent.trim() && document.querySelector(".search-summary")?.textContent.trim());
    found[words] = await tab.locator("#search-results ul.search a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
  server.close();
}
