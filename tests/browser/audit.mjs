// Goes over every page of a built book in a real browser and prints what is wrong with it as JSON, one line a page:
// node audit.mjs SITE CHROMIUM [PAGE…]
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { examine, listFocusFaults } from "./examine.mjs";
import { serve } from "./serve.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [360, 1440];
const SCHEMES = ["light", "dark"];
const [site, browserPath, ...chosen] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every page of the book itself, and one of those by which its parts are cited, since all are alike. */
async function listPages() {
  const files = (await readdir(site, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
  const own = files.filter((name) => !/^(_static|cite|editions)\//.test(name));
  return [...own, ...files.filter((name) => name.startsWith("cite/")).slice(0, 1)];
}

/** What is wrong with one page in each width and in light and dark, which follow the system; how high and heavy it is. */
async function audit(browser, address, page) {
  const faults = [];
  const seen = [];
  let width = WIDTHS[0];
  let scheme = SCHEMES[0];
  const note = (kind, what, where = "") => faults.push({ page, width, scheme, kind, what, where });
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, reducedMotion: "reduce" });
  const tab = await context.newPage();
  const loaded = [];
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && note("console", message.text()));
  tab.on("pageerror", (error) => note("console", String(error)));
  tab.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) note("other host", request.url());
  });
  tab.on("response", (response) => response.status() >= 400 && note("missing", response.url()));
  tab.on("requestfinished", (request) => loaded.push(request.sizes().catch(() => null)));
  await tab.goto(address + page, { waitUntil: "networkidle" });
  const sizes = await Promise.all(loaded);
  const weight = sizes.reduce((sum, one) => sum + (one ? one.responseBodySize + one.responseHeadersSize : 0), 0);
  await tab.evaluate(axe);
  // what is laid out only when it comes into sight is examined, too
  await tab.addStyleTag({ content: "* { content-visibility: visible !important; }" });
  for (width of WIDTHS) {
    await tab.setViewportSize({ width, height: 800 });
    for (scheme of SCHEMES) {
      await tab.emulateMedia({ colorScheme: scheme });
      await tab.waitForFunction((theme) => (document.documentElement.dataset.theme ?? theme) === theme, scheme);
      const { violations } = await tab.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
      for (const rule of violations) {
        for (const node of rule.nodes) note(`axe ${rule.id}`, node.failureSummary.split("\n").slice(1).join(" ").trim(), node.html.slice(0, 160));
      }
      for (const [kind, what, where] of await tab.evaluate(examine)) note(kind, what, where);
    }
    for (const [kind, what, where] of await listFocusFaults(tab)) note(kind, what, where);
    seen.push({ page, width, height: await tab.evaluate(() => document.documentElement.scrollHeight), weight });
  }
  await context.close();
  return { faults, seen };
}

/** What is missing from a page for readers whose browser runs no scripts. */
async function auditWithoutScript(browser, address, page) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 800 }, javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(address + page);
  const faults = [];
  const note = (what, where = "") => faults.push({ page, width: 1440, scheme: "no script", kind: "without script", what, where });
  const main = tab.locator("main").first();
  if (!(await main.count()) || (await main.innerText()).trim().length < 80) note("no main content");
  // boxes that open by themselves, without a script, hide nothing
  const hidden = await tab
    .locator("article blockquote, article figure, article table, article .evidence-notes li")
    .evaluateAll((all) => all.filter((one) => !one.closest("details:not([open])") && !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120)));
  for (const where of hidden) note("hidden", where);
  await context.close();
  return faults;
}

const { server, address } = await serve(site);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
try {
  for (const page of chosen.length ? chosen : await listPages()) {
    const faults = page === "search.html" ? [] : await auditWithoutScript(browser, address, page);
    const found = await audit(browser, address, page);
    faults.push(...found.faults);
    const { seen } = found;
    console.log(JSON.stringify({ page, faults, seen }));
  }
} finally {
  await browser.close();
  server.close();
}
