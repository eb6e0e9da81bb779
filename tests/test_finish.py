"""What becomes of a page after Sphinx: icons drawn, controls named, tables that scroll, one style sheet, one script."""

from pathlib import Path

import pytest
from lxml import html

from tradetalks import finish

ICONS = 'a={bars:[448,512,["navicon"],"f0c9","M0 96"],"magnifying-glass":[512,512,[128269],"f002","M416 208"]}'


def test_an_icon_becomes_a_drawing_that_is_not_read_out() -> None:
    (svg,) = html.fragments_fromstring(finish.draw_icons('<span class="fa-solid fa-bars"></span>', ICONS))
    assert (svg.tag, svg.get("aria-hidden"), svg.find("path").get("d")) == ("svg", "true", "M0 96")
    (theme,) = html.fragments_fromstring(
        finish.draw_icons('<i class="theme-switch fa-solid fa-magnifying-glass   fa-lg" data-mode="dark" title="Dark"></i>', ICONS)
    )
    assert (theme.get("class"), theme.get("data-mode"), theme.get("title")) == ("icon theme-switch", "dark", None)


def test_an_icon_without_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="fa-ghost"):
        finish.draw_icons('<i class="fas fa-ghost"></i>', ICONS)


def test_a_table_scrolls_in_a_region_that_is_named_by_its_caption() -> None:
    table = (
        '<div class="pst-scrollable-table-container"><table><caption><span>Table 1 </span><span>Goods &amp; days</span>'
        '<a class="headerlink" href="#x">#</a><a class="cite-link" href="y">Cite</a></caption>{}</table></div>'
    )
    short = html.fragment_fromstring(finish.mend_page(table.format("<tr></tr>")))
    assert (short.get("role"), short.get("tabindex"), short.get("aria-label")) == ("region", "0", "Table 1 Goods & days")
    assert "long-table" not in short.get("class")
    assert "long-table" in finish.mend_page(table.format("<tr></tr>" * (finish.LONG_TABLE + 1)))


def test_controls_are_called_what_is_seen() -> None:
    branch = '<a class="reference" href="#">The <em>evidence</em></a><details><summary><span></span></summary></details>'
    assert '<summary aria-label="Pages of “The evidence”">' in finish.mend_page(branch)
    assert finish.mend_page('<summary aria-label="Toggle hidden content">') == "<summary>"
    assert ' href="#n"' in finish.mend_page('<a data-note="1" class="evidence" aria-label="x" xlink:href="#n">').replace("xlink:href", "")


def test_a_mark_with_words_is_named_by_them() -> None:
    mark = '<a data-note="1" class="evidence" aria-label="Evidence: one sentence" href="#n"><text x="1">29 Apr</text><text>6</text></a>'
    assert 'aria-label="29 Apr 6. Evidence: one sentence"' in finish.mend_page(mark)
    without = '<a data-note="1" class="evidence" aria-label="Evidence: one sentence" href="#n"><use/></a><p><text>no mark</text></p><a></a>'
    assert finish.mend_page(without) == without


def test_a_site_has_one_style_sheet_and_one_script_and_keeps_the_index_for_the_search(tmp_path: Path) -> None:
    page = (
        '<html><head><title>T</title><link rel="stylesheet" href="{up}_static/styles/a.css?v=1" />'
        '<script src="{up}_static/one.js"></script><script src="{up}searchindex.js"></script></head>'
        '<body class="used"><script defer src="{up}_static/two.js"></script></body></html>'
    )
    for name in ("index.html", "search.html", "below/page.html", "cite/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page.format(up="../" * name.count("/")), encoding="utf-8")
    (tmp_path / "_static" / "styles").mkdir(parents=True)
    (tmp_path / "_static" / "styles" / "a.css").write_text('@import "../base.css";.used{background:url(../x.png)}.idle{a:b}', encoding="utf-8")
    (tmp_path / "_static" / "base.css").write_text("h1{c:d}", encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / "_static" / f"{name}.js").write_text(f"let {name} = 1", encoding="utf-8")
    finish.finish_site(tmp_path)
    style = (tmp_path / finish.STYLE).read_text(encoding="utf-8")
    assert "h1{c:d}" in style and 'url("x.png")' in style and "idle" not in style
    script = (tmp_path / finish.SCRIPT).read_text(encoding="utf-8")
    assert script.index("let one") < script.index("let two")
    for name, up in (("index.html", ""), ("search.html", ""), ("below/page.html", "../")):
        root = html.parse(tmp_path / name).getroot()
        assert [link.split("?")[0] for link in root.xpath("//link[@rel='stylesheet']/@href")] == [up + finish.STYLE]
        sources = [source.split("?")[0] for source in root.xpath("//script/@src")]
        assert sources == [up + finish.SCRIPT, *(["searchindex.js"] if name == "search.html" else [])]
        assert root.xpath("//meta[@name='description']/@content") == ["T"]
    assert "one.js" in (tmp_path / "cite" / "x.html").read_text(encoding="utf-8")
