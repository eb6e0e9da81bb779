"""The folder of articles: what is read, what is left out, and what is said about it."""

import os
import unicodedata
from datetime import date

import pytest
from sample_articles import ENGLISH

from tradetalks import corpus
from tradetalks.document import Source
from tradetalks.errors import InputError

LINE = "Vietnam and the US met on trade in Hanoi today.\n"


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def put(folder, name, content=LINE):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(folder):
    warnings = []
    return list(corpus.read_articles(folder, warnings.append)), warnings


# ---- articles


def test_every_txt_file_is_an_article_in_the_order_of_the_ids(seeds):
    for name in ("b.txt", "a.txt", "a-1.txt", "C.txt", "thuế.txt", "notes.md", "a.txt.bak", "a.TXT2", "sources.json"):
        put(seeds, name)
    os.mkdir(seeds / "folder")
    articles, warnings = read(seeds)
    assert [a.article_id for a in articles] == ["C", "a", "a-1", "b", "thuế"] and warnings == []


def test_no_article_is_without_an_id(seeds):
    put(seeds, "a.txt"), put(seeds, ".txt")
    assert all(a.article_id for a in read(seeds)[0])


LEFT_OUT = [
    ("empty", b"", "empty"),
    ("white space", b" \r\n\t \n", "empty"),
    ("byte-order mark", b"\xef\xbb\xbf", "no sentence"),
    ("zero-width", "\u200b\u200b".encode(), "no sentence"),
    ("NUL bytes", b"\x00" * 40, "no sentence"),
    ("digits", b"12345\n2025-05-24\n", "no sentence"),
    ("Latin-1", "Tô Lâm".encode("latin-1"), "not UTF-8 at byte 1"),
    ("UTF-16", "Hanoi".encode("utf-16"), "not UTF-8 at byte 0"),
    ("cut in a letter", "Tô".encode()[:2], "not UTF-8 at byte 1"),
    ("half of a surrogate pair", b"a \xed\xa0\x80 b", "not UTF-8 at byte 2"),
    ("overlong", b"abc \xc0\xaf", "not UTF-8 at byte 4"),
]


@pytest.mark.parametrize(("content", "told"), [case[1:] for case in LEFT_OUT], ids=[case[0] for case in LEFT_OUT])
def test_a_file_that_is_no_article_is_named_and_left_out(seeds, content, told):
    put(seeds, "a.txt")
    bad = put(seeds, "bad.txt", content)
    put(seeds, "c.txt")
    articles, [warning] = read(seeds)
    assert [a.article_id for a in articles] == ["a", "c"]
    assert warning.startswith(f"{bad}: ") and told in warning and warning.count(";") >= 2 and "\n" not in warning


def test_fifty_megabytes_are_no_article(seeds):
    with put(seeds, "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    articles, [warning] = read(seeds)
    assert articles == [] and "big.txt: 50,000,000 bytes" in warning


def test_a_folder_a_pipe_and_a_dangling_link_are_no_articles(seeds):
    put(seeds, "z.txt")
    os.mkdir(seeds / "a.txt")
    os.mkfifo(seeds / "b.txt")
    os.symlink(seeds / "nowhere", seeds / "c.txt")
    articles, warnings = read(seeds)
    assert [a.article_id for a in articles] == ["z"] and [w.split(":")[0][-5:] for w in warnings] == ["a.txt", "b.txt", "c.txt"]


def test_a_link_to_a_file_is_read(seeds, tmp_path):
    os.symlink(put(tmp_path, "elsewhere.txt"), seeds / "a.txt")
    assert [a.article_id for a in read(seeds)[0]] == ["a"]


def test_a_file_name_that_is_not_utf_8_is_told_in_one_printable_line(seeds):
    put(seeds, "a.txt")
    put(seeds, os.fsdecode(b"b\xff.txt"))
    articles, [warning] = read(seeds)
    assert [a.article_id for a in articles] == ["a"]
    assert warning.encode("utf-8") and "name is not UTF-8" in warning


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\tb.txt"])
def test_a_file_name_cannot_break_the_line_of_its_warning(seeds, name):
    put(seeds, name, b"")
    _, [warning] = read(seeds)
    assert not any(unicodedata.category(char) == "Cc" for char in warning)


@pytest.mark.parametrize("make", [lambda p: p / "none", lambda p: put(p, "file.txt"), lambda p: p / "file.txt" / "x"], ids=["missing", "a file", "below a file"])
def test_a_folder_that_is_none_is_named(tmp_path, make):
    path = make(tmp_path)
    with pytest.raises(InputError) as error:
        corpus.list_articles(path)
    assert str(path) in str(error.value) and error.value.what_to_do


def test_a_folder_that_cannot_be_read_is_named(seeds, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(corpus.os, "scandir", refuse)
    with pytest.raises(InputError, match="permission denied; make the folder readable"):
        corpus.list_articles(seeds)


def test_a_file_that_cannot_be_read_is_left_out(seeds, monkeypatch):
    put(seeds, "a.txt"), put(seeds, "b.txt")
    whole = corpus.Path.read_bytes

    def refuse(path):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(corpus.Path, "read_bytes", refuse)
    articles, [warning] = read(seeds)
    assert [a.article_id for a in articles] == ["b"] and "a.txt: permission denied; left out; make it readable" in warning


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n", " \n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_text_is_left_as_it_is(seeds, start, end):
    content = f"{start}Vietnam met the US.{end}“Trade” was the matter.{end}"
    put(seeds, "a.txt", content)
    [article], _ = read(seeds)
    assert article.raw == content
    assert [article.quote(s.start, s.end)[2] for s in article.sentences] == ["Vietnam met the US.", "“Trade” was the matter."]


# ---- sources.csv

HEADER = "article_id,title,publisher,agency,url,published,accessed,language,licence\n"


def sources(folder, content):
    put(folder, "sources.csv", content)
    warnings = []
    return corpus.read_sources(folder, warnings.append), warnings


def test_sources_may_be_missing(seeds):
    warnings = []
    assert corpus.read_sources(seeds, warnings.append) == {} and warnings == []


@pytest.mark.parametrize("content", [HEADER + "a,Title,VNA,,,2025-05-24,,en,\n", "\ufeff" + HEADER + "a,Title,VNA,,,2025-05-24,,en,\n", (HEADER + "a,Title,VNA,,,2025-05-24,,en,\n").replace("\n", "\r\n"), "published,publisher,article_id,title,language\n2025-05-24,VNA,a,Title,en\n", HEADER + "\n,,,,,,,,\n a , Title ,VNA,,, 2025-05-24 ,,en,\n"])
def test_sources_are_read_in_any_order_and_dress(seeds, content):
    found, warnings = sources(seeds, content)
    assert found == {"a": Source(title="Title", publisher="VNA", published="2025-05-24", language="en")} and warnings == []


BROKEN = [
    # what is wrong, content, ids that are still read, what the one warning says
    ("no id", HEADER + ",Title,,,,,,,\nb,B,,,,,,,\n", ["b"], "line 2 has no article_id"),
    ("doubled id", HEADER + "a,One,,,,,,,\na,Two,,,,,,,\nb,B,,,,,,,\n", ["a", "b"], "line 3 names a a second time"),
    ("unknown column", "article_id,colour\na,red\n", ["a"], "unknown column 'colour'"),
    ("31 June", HEADER + "a,A,,,,2025-06-31,,,\n", ["a"], "line 2, published: '2025-06-31' is no day"),
    ("month 13", HEADER + "a,A,,,,2025-13-40,,,\n", ["a"], "'2025-13-40' is no day"),
    ("day first", HEADER + "a,A,,,,24/05/2025,,,\n", ["a"], "'24/05/2025' is no day"),
    ("month only", HEADER + "a,A,,,,2025-05,,,\n", ["a"], "'2025-05' is no day"),
    ("basic form", HEADER + "a,A,,,,20250524,,,\n", ["a"], "'20250524' is no day"),
    ("Arabic digits", HEADER + "a,A,,,,٢٠٢٥-٠٥-٢٤,,,\n", ["a"], "is no day"),
    ("accessed", HEADER + "a,A,,,,,yesterday,,\n", ["a"], "line 2, accessed: 'yesterday' is no day"),
    ("no header", "a,b\nc,d\n", [], "no column article_id"),
    ("empty", "", [], "no column article_id"),
    ("blank lines", "\n\n", [], "no column article_id"),
    ("Latin-1", (HEADER + "a,Tô,,,,,,,\n").encode("latin-1"), [], "not UTF-8"),
    ("UTF-16", (HEADER + "a,A,,,,,,,\n").encode("utf-16"), [], "not UTF-8"),
    ("open quotation mark", HEADER + 'a,"Title,,,,,,,\nb,B,,,,,,,\n', [], "quotation marks"),
    ("words behind a quotation", HEADER + 'a,"Ti"tle,,,,,,,\n', [], "quotation marks"),
    ("doubled column", "article_id,title,title\na,One,Two\n", ["a"], "title"),
    ("comma in a title", HEADER + "a,Talks go on, slowly,VNA,,,,,,\nb,B,,,,,,,\n", ["a", "b"], "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "ids", "told"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_line_is_told_and_the_rest_counts(seeds, content, ids, told):
    found, warnings = sources(seeds, content)
    assert sorted(found) == ids
    assert len(warnings) == 1 and str(seeds / "sources.csv") in warnings[0] and told in warnings[0] and "\n" not in warnings[0]


def test_the_first_of_two_lines_counts_and_an_impossible_date_is_empty(seeds):
    found, _ = sources(seeds, HEADER + "a,One,VNA,,,2025-02-30,,,\na,Two,,,,2025-05-01,,,\n")
    assert found["a"] == Source(title="One", publisher="VNA")


def test_lines_without_a_file_are_told(seeds):
    put(seeds, "a.txt")
    put(seeds, "sources.csv", HEADER + "a,A,,,,,,,\ngone,,,,,,,,\n")
    articles, [warning] = read(seeds)
    assert articles[0].title == "A" and "gone has no file gone.txt" in warning


def test_a_file_that_is_left_out_is_not_also_said_to_be_missing(seeds):
    put(seeds, "a.txt"), put(seeds, "bad.txt", b"\xff")
    put(seeds, "sources.csv", HEADER + "a,,,,,,,,\nbad,,,,,,,,\n")
    assert len(read(seeds)[1]) == 1


@pytest.mark.parametrize("control", ["\n", "\x1b[31m", "\r"])
def test_what_a_cell_holds_cannot_break_the_line_of_its_warning(seeds, control):
    _, warnings = sources(seeds, HEADER + f'"x{control}y",,,,,nonsense{"" if control == chr(10) else control},,,\n"x{control}y",,,,,,,,\n')
    put(seeds, "a.txt")
    warnings += read(seeds)[1]
    assert len(warnings) >= 3 and all("\n" not in w and "\x1b" not in w and "\r" not in w for w in warnings)


# ---- what an article says of itself

PUBLISHED = [
    # text, day, basis, day where the page has it swapped
    (" date 2025-05-17 Vietnam and the US met.", "2025-05-17", "stated"),
    ("\ufeff date 2025-05-17 Vietnam and the US met.", "2025-05-17", "stated"),
    (" date 2025-5-7 Vietnam and the US met.", "2025-05-07", "stated"),
    (" date 2025-13-40 Vietnam and the US met.", None, ""),
    (" date 2025-02-30 Vietnam and the US met.", None, ""),
    (" date 2025-07 Vietnam and the US met.", None, ""),
    (" date 2025-05-170 Vietnam and the US met.", None, ""),
    ("Talks go on\nMay 17, 2025\nVietnam and the US met.", "2025-05-17", "stated"),
    ("Đàm phán\nThứ bảy, 17/05/2025, 08:30 (GMT+7)\nHai bên đã gặp nhau và các bên vui.", "2025-05-17", "stated"),
    ("Talks go on\nVietnam and the US met.\nPublished: 17 May 2025", "2025-05-17", "stated"),
    ("Talks go on\nVietnam signed it on 17 May 2025.\nAll went well.", None, ""),
    ("HANOI, June 20, 2025 (Reuters) - Vietnam met the US.", "2025-06-20", "stated"),
    ("HANOI, June 20 (Reuters) - Vietnam met the US.", None, ""),
    ("Washington, D.C. (TTXVN 13/6/2025) - Việt Nam gặp Hoa Kỳ về thuế đối ứng.", "2025-06-13", "stated"),
    ("Washington, D.C. (TTXVN 13/6) - Việt Nam gặp Hoa Kỳ về thuế đối ứng.", None, ""),
    ("Vietnam and the US met.", None, ""),
    ("Vietnam.vn\nViệt NamViệt Nam08/04/2025\nThe PM met the ministries.", "2025-04-08", "stated"),
    ("Thế giới\n07/04/2025 16:02Đại sứ Mỹ nói về cuộc điện đàm của hai nước và các bên", "2025-04-07", "stated"),
    ("News\n" * 12 + "Monday, 1/9/2025 | 08:15 GMT+7\nTalks go on", "2025-09-01", "stated"),
    ("News\n" * 12 + "September 1, 2025\nTalks go on" + "\nNews" * 5, None, ""),
    ("Hand over documents\n19:05 | 23/03/2025 17:29 | 05/02/2026News and Events\nThe two sides met.", "2026-02-05", "stated"),
    ("EXPORTERS' NEWS | Weekly newsletter No. 25/2025 of the association | 20 June 2025\n\nVietnam and the US met.", "2025-06-20", "stated"),
    ("CỔNG THÔNG TIN ĐIỆN TỬ CỦA BỘ\nTin hoạt động và văn bản mới của bộ\n\nViệt Nam và Hoa Kỳ trao đổi về thuế đối ứng\n05/06/2025\n\n" + "Hai bên đã trao đổi về thuế với nhau\n\n" * 5, "2025-06-05", "stated"),
    ("PM in Nice\n\nPrime Minister Pham Minh Chinh in Nice, France, June 9, 2025 - Photo: VGP\n\nThe PM spoke.", None, ""),
    ("A team is set up\n\nBáo Thanh niênBáo Thanh niên03/04/2025\n\nThe PM spoke of trade with the US.", "2025-04-03", "stated"),
    ("This Article is From Jul 13, 2025\nVietnam asks a US business group for help", "2025-07-13", "stated"),
]


@pytest.mark.parametrize(("text", "day", "basis"), PUBLISHED)
def test_the_day_that_an_article_states(text, day, basis):
    doc = corpus.make_document("a", text)
    assert (doc.published and doc.published.isoformat(), doc.published_basis) == (day, basis)


def test_the_text_goes_before_sources():
    source = Source(published="2025-06-01")
    assert corpus.make_document("a", " date 2025-05-17 They met.", source=source).published == date(2025, 5, 17)
    doc = corpus.make_document("a", "They met.", source=source)
    assert (doc.published, doc.published_basis) == (date(2025, 6, 1), "sources")


def test_a_month_alone_is_kept_as_a_month():
    doc = corpus.make_document("a", " date 2025-07 They met.")
    assert doc.month == (2025, 7) and doc.published is None


def test_a_swapped_page_date_is_turned_where_the_text_shows_it():
    doc = corpus.make_document("a", " date 2025-10-05 On May 8, Vietnam met the US; on May 9 they met again.")
    assert (doc.published, doc.misprinted) == (date(2025, 5, 10), date(2025, 10, 5))
    doc = corpus.make_document("a", " date 2025-06-05 On June 4, Vietnam met the US; in May they will rest.")
    assert (doc.published, doc.misprinted) == (date(2025, 6, 5), None)


AGENCIES = [("HANOI (VNA) - They met.", "VNA"), ("They met. VNA/VNS", "VNA/VNS"), ("They met. (TTXVN)", "TTXVN"), ("They met. — VNS", "VNS"), ("It will go on, he told Reuters.", ""), ("They met in SAVVNA", "")]


@pytest.mark.parametrize(("text", "agency"), AGENCIES)
def test_the_agency_that_a_text_is_credited_to(text, agency):
    assert corpus.make_document("a", text).agency == agency


def test_the_title_is_the_headline_or_what_sources_say():
    assert corpus.make_document("a", ENGLISH).title == "PM steers reply to the US duties"
    assert corpus.make_document("a", ENGLISH, source=Source(title="Other")).title == "Other"
    assert corpus.make_document("a", "They met. They left.").title == ""


@pytest.mark.parametrize(("text", "words"), [("", 0), ("Việt Nam's well-known 3.5% rise", 5), ("a - b", 2)])
def test_words(text, words):
    assert corpus.count_words(text) == words
