"""The last step of a build: what Sphinx and the theme wrote, made light and mended for readers of every kind.

The theme loads one and a half megabytes for two dozen icons, all of Bootstrap's rules, and scripts before the page can
be seen; some of its controls have no name, and wide tables cannot be scrolled by keyboard. Here icons become drawings
in the page, style sheets one file without rules for what the site has not, scripts one file that waits. All of it is
text in, text out; only `finish_site` touches files.
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from tradetalks.stylesheet import keep_used

#: The style sheet and the script of the whole site.
STYLE = "_static/book.css"
SCRIPT = "_static/book.js"
#: Where the theme keeps the drawings of its icons, and what no page needs after this step.
_ICONS = "_static/scripts/fontawesome.js"
_NOT_NEEDED = ("_static/scripts/*.js", "_static/scripts/*.map", "_static/styles/*.map", "_static/vendor/**/*", "_static/locales/**/*")
#: Pages with these in their path are not the theme's.
_OTHERS = ("_static", "_sources", "cite", "editions")

_STYLE_LINK = re.compile(r'[ \t]*<link (?=[^>]*rel="stylesheet")[^>]*href="([^"]+\.css)[^"]*"[^>]*>\n?')
_SCRIPT_LINK = re.compile(r'[ \t]*<script\b[^>]* src="([^"]+\.js)[^"]*"[^>]*></script>\n?')
_OPTION = re.compile(r"[ \t]*<script>DOCUMENTATION_OPTIONS\.[^<]*</script>\n?")
_PRELOAD = re.compile(r'[ \t]*<link rel="preload"[^>]*>\n?')
_VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')
_ICON = re.compile(r'<(i|span) class="((?:[^"]* )?fa[sbr]?(?:-solid|-regular|-brands)? [^"]*)"([^>]*)></\1>')
_ICON_NAME = re.compile(r"\bfa-(?!solid\b|regular\b|brands\b|lg\b|fw\b)([a-z-]+)")
_DRAWING = r'[{{,]"?{}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]'
_BRANCH = re.compile(r"(<a [^>]*>((?:(?!</a>).)*)</a><details[^>]*>)<summary>")
_MARK_LINK = re.compile(r'(<a [^>]*class="evidence"[^>]* aria-label=")([^"]*)("[^>]*>)((?:(?!</a>).)*<text.*?)</a>', re.DOTALL)
_SVG_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_TABLE = re.compile(r'<div class="pst-scrollable-table-container">(<table\b.*?</table>)', re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_NOT_TEXT = re.compile(r'<a class="(?:headerlink|cite-link)[^>]*>.*?</a>|<[^>]+>', re.DOTALL)
_IMPORT = re.compile(r'@import\s+"(?!https?:|//)([^"]+)"\s*;|@charset [^;]*;')
#: Where the theme measures every box that may scroll, changing each before it measures the next.
_MEASURING = re.compile(r'"complete"===document\.readyState\?(\w+)\(\):window\.addEventListener\("load",\1\)')
_SEARCH_SCRIPTS = ("searchtools.js", "language_data.js", "searchindex.js")

#: A table with more rows than this keeps its head in sight while it is scrolled.
LONG_TABLE = 12

#: What the theme says, and what it should: names of controls that agree with what is seen, British spelling.
_SAID_BETTER = (
    (re.compile(r'(<button class="btn search-button-field [^"]*") title="Search" aria-label="Search"'), r"\1"),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    (re.compile(r'(aria-label|data-bs-title)="Color mode"'), r'\1="Colours: light, dark or as the system"'),
    (re.compile(r'(<a [^>]*class="evidence"[^>]*) xlink:href='), r"\1 href="),
    (re.compile(r"<a xlink:href="), "<a href="),
    # Known before the first paint, the colours need not be changed, and the whole page not drawn anew, after it.
    (
        re.compile(r'(dataset\.theme = )localStorage\.getItem\("theme"\) \|\| "[a-z]*";'),
        r'\1((mode) => mode !== "auto" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")'
        r"(document.documentElement.dataset.mode);",
    ),
    (re.compile(r'<div role="list" class="citation-list">'), '<div class="citation-list">'),
    (re.compile(r' role="doc-biblioentry"'), ""),
)


def finish_site(site: Path) -> None:
    """Finish every page of a site that Sphinx has just written, and remove what none of them needs any more."""
    paths = [path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] not in _OTHERS]
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    icons = (site / _ICONS).read_text(encoding="utf-8") if (site / _ICONS).is_file() else ""
    pages = {name: mend_page(draw_icons(text, icons)) for name, text in pages.items()}

    def read(name: str) -> str:
        return (site / name).read_text(encoding="utf-8")

    styles = list_files(pages, _STYLE_LINK)
    scripts = [name for name in list_files(pages, _SCRIPT_LINK) if name != _ICONS and not name.endswith(_SEARCH_SCRIPTS)]
    script = join_scripts(scripts, read)
    style = keep_used(join_styles(styles, read), find_words([*pages.values(), script]))
    (site / SCRIPT).write_text(script, encoding="utf-8")
    (site / STYLE).write_text(style, encoding="utf-8")
    marks = {STYLE: _mark(style), SCRIPT: _mark(script)}
    for name, text in pages.items():
        (site / name).write_text(link_files(name, text, marks), encoding="utf-8")
    for pattern in _NOT_NEEDED:
        for path in site.glob(pattern):
            if path.is_file():
                path.unlink()


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


# --- one page ----------------------------------------------------------------------------------------


def mend_page(text: str) -> str:
    """A page whose controls have names that agree with what is seen, and whose tables scroll inside themselves."""
    for pattern, better in _SAID_BETTER:
        text = pattern.sub(better, text)
    text = _MARK_LINK.sub(name_mark, text)
    text = _BRANCH.sub(lambda found: f'{found[1]}<summary aria-label="Pages of “{html.escape(_plain(found[2]))}”">', text)
    text = _TABLE.sub(lambda found: f"{open_region(found[1])}{found[1]}", text)
    first = _VIEWPORT.search(text)
    return text if first is None else text[: first.end()] + _VIEWPORT.sub("", text[first.end() :])


def name_mark(link: re.Match) -> str:
    """A link in a drawing, named by the words that are seen in it and then by what it leads to."""
    seen = " ".join(_plain(words) for words in _SVG_TEXT.findall(link[4]))
    return f"{link[1]}{html.escape(seen)}. {link[2]}{link[3]}{link[4]}</a>"


def open_region(table: str) -> str:
    """The start of the box in which a table scrolls: it can be reached by keyboard and says what it holds."""
    caption = _CAPTION.search(table)
    name = _plain(caption[1]) if caption else "Table"
    kind = " long-table" if table.count("<tr") > LONG_TABLE else ""
    return f'<div class="pst-scrollable-table-container{kind}" role="region" tabindex="0" aria-label="{html.escape(name)}">'


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_NOT_TEXT.sub("", markup)).split())


def draw_icons(text: str, icons: str) -> str:
    """The page with each icon as a drawing, taken from the theme's script of them; ValueError for one that it has not."""
    return _ICON.sub(lambda found: _draw(found[2], found[3], icons), text)


def _draw(classes: str, more: str, icons: str) -> str:
    name = _ICON_NAME.search(classes)
    drawing = _find_drawing(name[1], icons) if name else None
    if drawing is None:
        raise ValueError(f"the theme has no drawing of the icon {classes!r}")
    width, height, path = drawing
    kept = " ".join(["icon", *(one for one in classes.split() if not re.fullmatch(r"fa[sbr]?|fa-\w+(-\w+)*", one))])
    more = re.sub(r'\s+title="[^"]*"', "", more).strip()
    return (
        f'<svg class="{kept}" {more}{" " if more else ""}aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {width} {height}"><path d="{path}"/></svg>'
    )


@lru_cache(maxsize=200)
def _find_drawing(name: str, icons: str) -> tuple[str, ...] | None:
    """Width, height and outline of an icon."""
    found = re.search(_DRAWING.format(re.escape(name)), icons)
    return found.groups() if found else None


# --- style sheets and scripts ------------------------------------------------------------------------


def list_files(pages: Mapping[str, str], link: re.Pattern) -> list[str]:
    """The files that the pages link to, as seen from the root of the site, each once and in the pages' order."""
    found = (
        posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        for name, text in pages.items()
        for address in link.findall(text)
    )
    return list(dict.fromkeys(found))


def join_styles(names: Iterable[str], read: Callable[[str], str]) -> str:
    """Style sheets as one, what they fetch addressed as seen from it."""
    return "\n".join(_read_style(name, read) for name in names)


def _read_style(name: str, read: Callable[[str], str]) -> str:
    def include(found: re.Match) -> str:
        if not found[1]:
            return ""  # the character set is that of the page
        return _read_style(posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1])), read)

    return _IMPORT.sub(include, _move_addresses(read(name), name))


def _move_addresses(style: str, name: str) -> str:
    def move(found: re.Match) -> str:
        place = posixpath.join(posixpath.dirname(name), found[1])
        return f'url("{posixpath.relpath(place, posixpath.dirname(STYLE))}")'

    return re.sub(r'url\(\s*["\']?(?!data:|#|https?:)([^"\')]+)["\']?\s*\)', move, style)


def join_scripts(names: Iterable[str], read: Callable[[str], str]) -> str:
    """Scripts as one; the names that one declares stay known to those after it.

    What the theme does for boxes that scroll is left out: it lays the page out once for each of them, and those out of
    sight, too. `scrolling.js` does it for all at once, when they come into sight.
    """
    return "".join(f"{_MEASURING.sub('0', re.sub(r'//# sourceMappingURL=.*', '', read(name)))}\n;\n" for name in names)


def find_words(texts: Iterable[str]) -> set[str]:
    """Every word that may be the name of a class or an id in these texts."""
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def link_files(name: str, text: str, marks: Mapping[str, str]) -> str:
    """The page with one style sheet and one script in place of all; only the page of the search keeps its index."""
    up = "../" * name.count("/")
    searching = name == "search.html"
    kept = [found[0].strip() for found in _SCRIPT_LINK.finditer(text) if searching and found[1].endswith(_SEARCH_SCRIPTS)]
    for pattern in (_OPTION, _PRELOAD, _STYLE_LINK, _SCRIPT_LINK):
        text = pattern.sub("", text)
    lines = [
        f'<link rel="stylesheet" href="{up}{STYLE}?v={marks[STYLE]}" />',
        f'<script defer src="{up}{SCRIPT}?v={marks[SCRIPT]}"></script>',
        *(re.sub(r"<script ", "<script defer ", line) for line in dict.fromkeys(kept)),
    ]
    if not re.search(r'<meta name="description"', text):
        lines.insert(0, f'<meta name="description" content="{html.escape(describe(text))}" />')
    return text.replace("</head>", "".join(f"{line}\n" for line in lines) + "</head>", 1)


def describe(text: str) -> str:
    """What a page without a description of its own is: its title."""
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    return " ".join(html.unescape(title[1]).split()) if title else "A page of this book"
