"""In a real browser: every piece of evidence opens by keyboard or touch, shows its quotation, closes, gives focus back."""

import html
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")

#: What a reader does with every link on a page, and what goes wrong.
PROBE = """
<script>
addEventListener("load", () => setTimeout(async () => {
  const faults = [];
  let opened = 0;
  const wait = () => new Promise((done) => setTimeout(done, 0));
  for (const link of document.querySelectorAll("a[data-note]")) {
    link.focus();
    if (document.activeElement !== link) { faults.push("no focus: " + link.outerHTML.slice(0, 90)); continue; }
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    const dialog = document.querySelector("dialog.evidence-dialog");
    if (!dialog || !dialog.open) { faults.push("not opened: " + link.outerHTML.slice(0, 90)); continue; }
    const shown = dialog.querySelector(".evidence-shown");
    if (!shown.querySelector("blockquote, .evidence-source")) faults.push("empty: " + link.outerHTML.slice(0, 90));
    if (!dialog.contains(document.activeElement)) faults.push("focus outside: " + link.outerHTML.slice(0, 90));
    for (const quoted of shown.querySelectorAll("blockquote")) {
      if (!quoted.parentElement.querySelector("a[href*='evidence/']")) faults.push("no way to the chapter");
    }
    dialog.close();
    await wait();
    if (document.activeElement !== link) faults.push("focus not given back: " + link.outerHTML.slice(0, 90));
    opened += 1;
  }
  const result = document.createElement("pre");
  result.id = "probe-result";
  result.textContent = JSON.stringify({ opened, faults, links: document.querySelectorAll("a[data-note]").length });
  document.body.append(result);
}, 0));
</script>
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word, each page with the probe in it."""

    def log_message(self, *about: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html":
            super().do_GET()
            return
        page = path.read_text(encoding="utf-8").replace("</body>", f"{PROBE}</body>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def visit(address: str, page: str, size: str) -> dict:
    """What the probe found on a page."""
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={size}", "--virtual-time-budget=60000", "--dump-dom", f"{address}/{page}"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180).stdout
    found = re.search(r'<pre id="probe-result"[^>]*>(.*?)</pre>', shown, re.DOTALL)
    assert found, f"{page}: the browser did not get to the end"
    return json.loads(html.unescape(found[1]))


@pytest.mark.parametrize("size", ["1440,900", "360,740"])
def test_all_evidence_opens(site: Path, address: str, size: str) -> None:
    names = [path.name for path in sorted(site.glob("*.html")) if "data-note=" in path.read_text(encoding="utf-8")]
    opened = 0
    with ThreadPoolExecutor(4) as several:
        for name, found in zip(names, several.map(lambda name: visit(address, name, size), names), strict=True):
            assert found["faults"] == [], name
            assert found["opened"] == found["links"], name
            opened += found["opened"]
    print(f"{opened} opened at {size}")
    assert opened
