"""`tradetalks add` takes in texts, pages and addresses, whole or not at all."""

import argparse
import csv
import errno
import http.server
import os
import threading
from datetime import date
from pathlib import Path

import pytest

from tradetalks import acquire
from tradetalks.acquire import COLUMNS, add, add_arguments, choose_id, fetch, run, same_address
from tradetalks.errors import InputError

TODAY = date(2025, 6, 1)
HEADER = ",".join(COLUMNS)
PARAGRAPHS = [
    "Prime Minister Phạm Minh Chính on May 6 chaired a meeting on the trade talks with the United States in Hà Nội.",
    "He emphasised the principle of “harmonising interests, sharing risks” and told ministries to report by May 30.",
    "The delegation, he said, was to prepare for the next round of talks, which both sides want to hold before June.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Viet Nam News">
<link rel="canonical" href="https://vietnamnews.vn/politics/1.html">
<meta property="article:published_time" content="2025-05-06T10:00:00+07:00"></head>
<body><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Copyright</footer><script>alert("x")</script></body></html>"""


def make_page(title: str = "PM chairs meeting on trade talks", charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return PAGE.format(title=title, charset=charset, body=body).encode(charset, "xmlcharrefreplace")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "old.txt").write_bytes(b"An old article\r\nof two lines.")
    (folder / "sources.csv").write_bytes(f"{HEADER}\r\nold,,VNS,,https://www.example.org/old/?utm_source=x#top,,,en,".encode())
    return folder


def write(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def rows(folder: Path) -> list[dict]:
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_text_file_becomes_an_article_and_a_line(seeds, tmp_path):
    before = (seeds / "sources.csv").read_bytes()
    source = write(tmp_path, "Thủ tướng họp.txt", "\ufeffThủ tướng chủ trì cuộc họp\r\nvề đàm phán với Hoa Kỳ của Việt Nam.\r".encode())
    assert add(source, seeds, {"publisher": "VGP, Hà Nội"}, TODAY) == ("thu-tuong-hop", [])
    assert (seeds / "thu-tuong-hop.txt").read_bytes().decode() == "Thủ tướng chủ trì cuộc họp\nvề đàm phán với Hoa Kỳ của Việt Nam.\n"
    after = (seeds / "sources.csv").read_bytes()
    assert after.startswith(before) and after.endswith('\r\nthu-tuong-hop,,"VGP, Hà Nội",,,,,vi,\r\n'.encode())
    assert rows(seeds)[0]["article_id"] == "old"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_gives_its_text_and_metadata(seeds, tmp_path, charset):
    article_id, homeless = add(write(tmp_path, "saved.html", make_page(charset=charset)), seeds, {}, TODAY)
    text = (seeds / f"{article_id}.txt").read_text(encoding="utf-8")
    assert article_id == "pm-chairs-meeting-on-trade-talks" and homeless == []
    assert all(paragraph in text.split("\n") for paragraph in PARAGRAPHS)
    assert "alert" not in text and "Politics" not in text and text.endswith("\n")
    row = rows(seeds)[-1]
    assert row["title"] == "PM chairs meeting on trade talks" and row["published"] == "2025-05-06" and row["language"] == "en"
    assert row["publisher"] == "Viet Nam News" and row["url"] == "https://vietnamnews.vn/politics/1.html" and row["accessed"] == ""


def test_a_page_without_the_suffix_is_seen_to_be_one(seeds, tmp_path):
    article_id, _ = add(write(tmp_path, "saved.txt", make_page()), seeds, {}, TODAY)
    assert "<p>" not in (seeds / f"{article_id}.txt").read_text(encoding="utf-8")


def test_a_title_is_one_line_and_no_formula(seeds, tmp_path):
    add(write(tmp_path, "saved.html", make_page(title="=HYPERLINK(1)&#10; talks")), seeds, {}, TODAY)
    assert rows(seeds)[-1]["title"] == "HYPERLINK(1) talks"


def test_what_is_stated_goes_before_what_the_page_says(seeds, tmp_path):
    add(write(tmp_path, "saved.html", make_page()), seeds, {"publisher": "VNS", "published": "2025-05-07"}, TODAY)
    assert (rows(seeds)[-1]["publisher"], rows(seeds)[-1]["published"]) == ("VNS", "2025-05-07")


def test_the_first_article_brings_its_sources(tmp_path):
    (tmp_path / "seeds").mkdir()
    add(write(tmp_path, "a.txt", "Talks were held."), tmp_path / "seeds", {}, TODAY)
    assert (tmp_path / "seeds" / "sources.csv").read_text() == f"{HEADER}\na,,,,,,,en,\n"


def test_a_value_without_a_column_is_told_of_and_no_column_is_added(seeds, tmp_path, capsys):
    (seeds / "sources.csv").write_text("url,article_id\nu,old\n")
    source = write(tmp_path, "saved.html", make_page())
    assert call(seeds, source) == 0
    assert (seeds / "sources.csv").read_text().startswith("url,article_id\nu,old\nhttps://vietnamnews.vn/politics/1.html,pm-chairs")
    assert "has no column language, published, publisher, title; not kept" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b"\n \xef\xbb\xbf 12", "holds no text"),
        ("latin.txt", "Việt".encode("utf-16"), "not UTF-8 at byte 0"),
        ("nul.txt", b"talks\0talks", r"control character U\+0000"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        ("page.mhtml", b"From: <Saved by Blink>\r\nSubject: Talks\r\n go on\r\nMIME-Version: 1.0\r\n\r\n<p>Talks</p>", "web archive"),
        ("talks.rtf", b"{\\rtf1 talks}", "web archive"),
        ("empty.html", b"<html><body></body></html>", "no article was found"),
        ("nothing.html", b"", "no article was found"),
        ("binary.html", b"\0\1\2" * 99, "no article was found"),
        ("same.txt", b"An old article of\ntwo lines.\n", "text is in the collection already, as old"),
    ],
)
def test_what_is_no_new_article_is_refused_and_nothing_changes(seeds, tmp_path, name, content, what):
    before = state(seeds)
    with pytest.raises(InputError, match=what) as caught:
        add(write(tmp_path, name, content), seeds, {}, TODAY)
    assert caught.value.path.endswith(name) and "\n" not in str(caught.value)
    assert state(seeds) == before


def test_a_page_that_is_there_under_another_link_is_refused(seeds, tmp_path):
    add(write(tmp_path, "a.html", make_page()), seeds, {}, TODAY)
    page = make_page(title="Another title").replace(b"emphasised", b"stressed").replace(b"https://vietnamnews.vn", b"http://www.vietnamnews.vn")
    with pytest.raises(InputError, match="address is in the collection already, as pm-chairs"):
        add(write(tmp_path, "b.html", page), seeds, {}, TODAY)


@pytest.mark.parametrize("source", ["none.txt", "."])
def test_a_source_that_is_no_file_is_refused(seeds, source):
    with pytest.raises(InputError, match="name a text file, a saved page or an address"):
        add(source, seeds, {}, TODAY)


def test_a_file_that_is_too_large_is_refused(seeds, tmp_path, monkeypatch):
    monkeypatch.setattr(acquire, "LARGEST", 10)
    with pytest.raises(InputError, match="larger than 10 bytes"):
        add(write(tmp_path, "a.txt", "x" * 11), seeds, {}, TODAY)


def test_names_are_safe_and_not_taken():
    assert choose_id("../../Đàm phán: vòng 2?", set()) == "dam-phan-vong-2"
    assert choose_id("=cmd", {"cmd", "cmd-2"}) == "cmd-3"
    assert choose_id("…", set()) == "article"
    assert len(choose_id("word " * 99, set())) <= 60


def test_an_id_that_sources_knows_is_taken(seeds, tmp_path):
    (seeds / "sources.csv").write_text(f"{HEADER}\nold,,,,,,,,\nnew,,,,,,,,\n")
    assert add(write(tmp_path, "new.txt", "Talks were held."), seeds, {}, TODAY)[0] == "new-2"


def test_addresses_of_one_page_are_the_same():
    assert same_address("http://www.A.org/x/?utm_source=1&id=2#top") == same_address("https://a.org/x?id=2")
    assert same_address("https://a.org/x?id=2") != same_address("https://a.org/x?id=3")


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"\xff", "not UTF-8"), (b'article_id\n"a\n', "cannot be read"), (b"id,title\n", "names each column once"), (b"article_id,article_id\n", "names each")],
)
def test_a_broken_sources_is_named_and_left(seeds, tmp_path, content, what):
    (seeds / "sources.csv").write_bytes(content)
    with pytest.raises(InputError, match=what) as caught:
        add(write(tmp_path, "a.txt", "Talks were held."), seeds, {}, TODAY)
    assert caught.value.path == str(seeds / "sources.csv") and state(seeds).keys() == {"old.txt", "sources.csv"}


def test_a_missing_collection_is_named(tmp_path):
    with pytest.raises(InputError, match="--seeds"):
        add(write(tmp_path, "a.txt", "Talks were held."), tmp_path / "none", {}, TODAY)


@pytest.mark.parametrize("broken", ["write_bytes", "replace"])
def test_a_full_disk_leaves_the_collection_as_it_was(seeds, tmp_path, monkeypatch, broken):
    source = write(tmp_path, "a.txt", "Talks were held.")
    before = state(seeds)

    def fail(self: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, broken, fail)
    with pytest.raises(InputError, match="no space left on device; nothing was added"):
        add(source, seeds, {}, TODAY)
    assert state(seeds) == before


def call(seeds: Path, *argv: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([*argv, "--seeds", str(seeds)]))


def test_each_source_stands_for_itself(seeds, tmp_path, capsys):
    good, bad = write(tmp_path, "good.txt", "Talks were held."), write(tmp_path, "bad.txt", b"")
    assert call(seeds, bad, good, good) == 1
    out, err = capsys.readouterr()
    assert out == f"{good}: added as good\n"
    assert len(err.splitlines()) == 2 and "holds no text" in err and "in the collection already, as good" in err


@pytest.mark.parametrize("options", [["--published", "6 May"], ["--published", "20250506"], ["--language", "fr"]])
def test_impossible_metadata_is_refused(seeds, tmp_path, options):
    with pytest.raises(InputError, match=options[0]):
        call(seeds, write(tmp_path, "a.txt", "Talks were held."), *options)
    with pytest.raises(InputError, match="several sources"):
        call(seeds, "a.txt", "b.txt", "--title", "x")


# ---- addresses


class Site(http.server.BaseHTTPRequestHandler):
    """A small site: a page, a plain text, a picture, a redirect, a redirect off the web, and too much of something."""

    def do_GET(self) -> None:
        answers = {
            "/page": ("text/html; charset=utf-8", make_page()),
            "/text.txt": ("text/plain", "Talks were held in Hà Nội.".encode()),
            "/picture": ("image/png", b"\x89PNG"),
            "/large": ("text/plain", b"x" * 5000),
        }
        if self.path in ("/moved", "/ftp", "/loop"):
            self.send_response(302)
            self.send_header("Location", {"/moved": "/page", "/ftp": "ftp://127.0.0.1/x", "/loop": "/loop"}[self.path])
            self.end_headers()
        elif self.path in answers:
            kind, content = answers[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"short")
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_is_fetched(seeds, site, path):
    article_id, _ = add(f"{site}{path}", seeds, {}, TODAY)
    row = rows(seeds)[-1]
    assert row["article_id"] == article_id == "pm-chairs-meeting-on-trade-talks"
    assert row["url"] == f"{site}{path}" and row["accessed"] == "2025-06-01"
    with pytest.raises(InputError, match="in the collection already"):
        add(f"{site}{path}/", seeds, {}, TODAY)


def test_a_text_is_fetched(seeds, site):
    assert add(f"{site}/text.txt", seeds, {}, TODAY)[0] == "text"
    assert (seeds / "text.txt").read_text(encoding="utf-8") == "Talks were held in Hà Nội."


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/none", "the server answers 404"),
        ("/picture", "is image/png, not a page"),
        ("/ftp", "not an address of the web"),
        ("/loop", "the server answers 302"),
        ("/large", "larger than 4,000 bytes"),
        ("/cut", "cannot be read .it ended early"),
    ],
)
def test_an_address_without_an_article_is_refused(seeds, site, monkeypatch, path, what):
    monkeypatch.setattr(acquire, "LARGEST", 4000)
    before = state(seeds)
    with pytest.raises(InputError, match=what) as caught:
        add(f"{site}{path}", seeds, {}, TODAY)
    assert "\n" not in str(caught.value) and state(seeds) == before


def test_a_server_that_dawdles_is_left(site, monkeypatch):
    monkeypatch.setattr(acquire, "PATIENCE", -1)
    with pytest.raises(InputError, match="took more than"):
        fetch(f"{site}/large")


@pytest.mark.parametrize("url", ["ftp://example.org/a.txt", "file:///etc/hostname", "http://", "http://[::1", "https:///x"])
def test_what_is_no_address_of_the_web_is_refused(seeds, url):
    with pytest.raises(InputError, match="not an address of the web"):
        add(url, seeds, {}, TODAY)


def test_a_server_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(InputError, match="http://127.0.0.1:9/x: cannot be reached"):
        fetch("http://127.0.0.1:9/x")
