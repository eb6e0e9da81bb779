// A small server of a built site on this computer, compressing as a real one does.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
const COMPRESSED = new Set([".css", ".csv", ".html", ".js", ".json", ".svg", ".txt"]);
const compress = promisify(gzip);

/** Serve `folder` on a free port of this computer; the server and its address. */
export async function serve(folder) {
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

async function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
  const found = await stat(file).catch(() => null);
  if (path === "/robots.txt" && !found) {
    // where the site goes its host decides; to have none is not a fault of the pages
    response.writeHead(200, { "Content-Type": TYPES[".txt"] }).end("User-agent: *\nAllow: /\n");
  } else if (path === "/favicon.ico" && !found) {
    response.writeHead(204).end();
  } else if (!found?.isFile()) {
    response.writeHead(404).end();
  } else {
    const ending = extname(file);
    const head = { "Content-Type": TYPES[ending] ?? "application/octet-stream", "Cache-Control": "max-age=3600" };
    if (COMPRESSED.has(ending) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      const body = await compress(await readFile(file));
      response.writeHead(200, { ...head, "Content-Encoding": "gzip", "Content-Length": body.length }).end(body);
    } else {
      response.writeHead(200, { ...head, "Content-Length": found.size });
      createReadStream(file).pipe(response);
    }
  }
}
