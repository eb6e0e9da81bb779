"""The page of the codebook holds all of the codebook, and counts what the tables hold."""

import re
from pathlib import Path

import sample_tables

from tradetalks import codebook, codebook_page, prose
from tradetalks.project import Project


def write(folder: Path, rows: dict | None = None) -> str:
    sample_tables.write_collection(folder, rows)
    (folder / "book").mkdir(exist_ok=True)
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n- file: book/codebook\n- file: book/concordance\n", encoding="utf-8"
    )
    (page,) = codebook_page.make_codebook(Project(folder / "seeds", folder / "data", folder / "book"))
    return page.text


def find_section(text: str, label: str) -> str:
    return re.search(rf"\({label}\)=\n(.*?)(?=\n\([a-z-]+\)=|\Z)", text, re.S)[1]


def test_every_code_good_and_kind_has_its_section(tmp_path: Path) -> None:
    text = write(tmp_path)
    book = codebook.load()
    for code in book.codes.values():
        section = find_section(text, f"code-{code.code}")
        assert prose_of(code.definition) in prose_of(section) and prose_of(code.label_vi) in prose_of(section)
        assert all(prose_of(example.text) in prose_of(section) for example in (*code.include, *code.exclude))
        own = [reason for reason in map(codebook_page.read_reason, code.notes) if len(codebook_page.group_reasons(book.codes.values())[reason]) == 1]
        assert section.count("\n- ") == len(code.include) + len(code.exclude) + len(own)
        assert section.count("<details") == section.count("</details>") == 1
    for good in book.goods:
        assert prose_of(good.label) in prose_of(find_section(text, f"good-{good.good}"))
    assert set(codebook_page.read_kinds()["kinds"]) == set(prose.KINDS)
    assert all(f"(kind-{kind})=" in text for kind in prose.KINDS)
    assert "(rule-deadlines)=" in text


def test_a_reason_or_occasion_of_several_codes_stands_once_with_all_of_them(tmp_path: Path) -> None:
    text = write(tmp_path)
    reasons = codebook_page.group_reasons(codebook.load().codes.values())
    occasions = codebook_page.group_occasions({reason: some for reason, some in reasons.items() if len(some) == 1})
    log = find_section(text, "codebook-changes").splitlines()
    for reason, codes in {**reasons, **occasions}.items():
        if len(codes) > 1:
            told = f"- {codebook_page._tell_reason(*reason)}{', each as its entry says:' if reason in occasions else ' ['}"
            (line,) = (line for line in log if line.startswith(told))
            assert text.count(told) == 1
            assert all(f"(#code-{code.code})" in line for code in codes)
        else:
            own = codebook_page._tell_reason(*codebook_page.strip_occasion(reason, occasions))
            assert f"- {own}\n" in find_section(text, f"code-{codes[0].code}")
    assert occasions, "or nothing was tested"


def prose_of(text: str) -> str:
    """Text without what Markdown adds to it."""
    return re.sub(r"\\|\*\*|\[|\]\{[^}]*\}", "", text)


def test_the_counts_are_those_of_the_tables(tmp_path: Path) -> None:
    text = write(tmp_path)
    section = find_section(text, "code-harmonise-interests")
    assert "[Two spans](ev:a.c001,b.c003) in two articles; <a " in section
    assert 'href="concordance.html?code=Harmonising%20interests#concordance-lines"' in section
    assert "None in these articles." in find_section(text, "code-mutual-benefit")
    assert "concordance" not in find_section(text, "code-mutual-benefit")
    assert "[One deadline](ev:a.d001) is told in these articles." in find_section(text, "rule-deadlines")
    assert "[One event](ev:government-meeting-2025-05-06) of this kind is told of" in find_section(text, "kind-government-meeting")
    assert "tell of none with a day or a number" in find_section(text, "kind-leader-contact")


def test_of_no_codings_the_page_says_so(tmp_path: Path) -> None:
    rows = {name: (some if name in ("articles", "sentences", "codebook") else []) for name, some in sample_tables.make_rows().items()}
    text = write(tmp_path, rows)
    assert text.count("None in these articles.") == len(codebook.load().codes) + len(codebook.load().goods)
    assert "No deadlines are told in these articles." in text


def test_coded_words_are_marked_where_they_stand() -> None:
    example = codebook.Example("en", "Share risks, and share risks again.", ("risks", "share risks"))
    assert codebook_page._mark(example) == r"Share **risks**\, and **share risks** again\."
    example = codebook.Example("vi", "Chia sẻ rủi ro", ("Chia sẻ rủi ro",))
    assert codebook_page._mark(example) == "[**Chia sẻ rủi ro**]{.language-vi}"
