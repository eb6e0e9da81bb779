"""A style sheet loses the rules for what a site has not, and no other."""

import pytest

from tradetalks.stylesheet import is_used, keep_used, split_rules, split_selectors

WORDS = {"known", "also", "place"}


@pytest.mark.parametrize(
    ("selector", "used"),
    [
        (".known", True),
        (".unknown", False),
        ("p.known > a", True),
        (".known .unknown", False),
        ("#place.also", True),
        (".known:not(.unknown)", True),
        (":is(.known, .unknown) p", True),
        ('a[href=".unknown"]', True),
        ("h1", True),
        ("::backdrop", True),
    ],
)
def test_a_selector_is_used_when_all_its_names_are_known(selector: str, used: bool) -> None:
    assert is_used(selector, WORDS) is used


def test_only_the_selectors_in_use_stay() -> None:
    assert keep_used(".known,.unknown{color:red}.unknown{color:blue}", WORDS).strip() == ".known{color:red}"


def test_rules_in_rules_are_looked_at_and_empty_ones_go() -> None:
    style = "@media print{.unknown{color:red}}@media (min-width:1px){.known{color:red}.unknown{color:blue}}"
    assert keep_used(style, WORDS).split() == ["@media", "(min-width:1px){.known{color:red}", "}"]


def test_keyframes_and_fonts_stay_but_that_of_the_icons() -> None:
    style = '@keyframes turn{0%{top:0}to{top:1px}}@font-face{font-family:"Own"}@font-face{src:url(fontawesome.woff2)}'
    kept = keep_used(style, WORDS)
    assert "turn" in kept and "Own" in kept and "fontawesome" not in kept


def test_braces_and_commas_in_strings_and_brackets_mean_nothing() -> None:
    assert list(split_rules('a::after{content:"}{;"}b{c:d}')) == [("a::after", 'content:"}{;"'), ("b", "c:d")]
    assert split_selectors('a:is(b,c),d[e="f,g"]') == ["a:is(b,c)", 'd[e="f,g"]']
    assert list(split_rules("@import 'x';a{b:c}")) == [("@import 'x'", None), ("a", "b:c")]


def test_comments_go() -> None:
    assert keep_used("/* .known{ */h1{a:b}/*! kept by others */", WORDS).strip() == "h1{a:b}"
