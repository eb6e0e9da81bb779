// Lighthouse as on a telephone, against a compressing server; prints one line of JSON a page:
// node lighthouse.mjs SITE CHROMIUM PAGE…
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [site, executablePath, ...pages] = process.argv.slice(2);
const { server, address } = await serve(site);
const port = 9300 + (process.pid % 600);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", `--remote-debugging-port=${port}`] });
try {
  for (const page of pages) {
    const { lhr } = await lighthouse(address + page, { port, output: "json", logLevel: "silent", onlyCategories: CATEGORIES });
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]));
    const missed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9).map(({ id }) => id),
    );
    console.log(JSON.stringify({ page, ...scores, weight: lhr.audits["total-byte-weight"]?.numericValue ?? null, missed }));
  }
} finally {
  await browser.close();
  server.close();
}
