"""The codebook as data: its own examples, its phrase language, and what it says when a file is wrong."""

import re
import shutil
import time

import pytest

from tradetalks import codebook, codings, goods
from tradetalks.codebook import phrases
from tradetalks.document import Document
from tradetalks.sentences import find_sentences
from tradetalks.text import normalise

BOOK = codebook.load()


def document(text, language="en"):
    normal = normalise(text)
    return Document("x", text, normal, "", language, sentences=find_sentences(normal.text, language))


def spans(code, text, language):
    doc = document(text, language)
    return [doc.text[c.start : c.end] for c in codings.code(doc, BOOK) if c.code == code]


EXAMPLES = [
    pytest.param(code.code, example, id=f"{code.code}-{example.language}-{number}")
    for code in BOOK.codes.values()
    for number, example in enumerate(code.include + code.exclude)
]


@pytest.mark.parametrize("code, example", EXAMPLES)
def test_example_of_code(code, example):
    assert spans(code, example.text, example.language) == [normalise(span).text for span in example.spans]


GOODS = [
    pytest.param(kind.good, example, id=f"{kind.good}-{example.language}-{number}")
    for kind in BOOK.goods
    for number, example in enumerate(kind.include + kind.exclude)
]


@pytest.mark.parametrize("good, example", GOODS)
def test_example_of_good(good, example):
    doc = document(example.text, example.language)
    found = goods.find(doc, BOOK, codings.code(doc, BOOK))
    assert [doc.text[g.start : g.end] for g in found if g.good == good] == list(example.spans)


@pytest.mark.parametrize("code", BOOK.codes)
def test_every_code_has_examples_in_both_languages(code):
    entry = BOOK.codes[code]
    for examples in (entry.include, entry.exclude):
        assert {example.language for example in examples} == set(codebook.LANGUAGES)


def test_codes_are_those_of_the_codebook():
    principles = [c.code for c in BOOK.codes.values() if c.family == "principle"]
    measures = [c.code for c in BOOK.codes.values() if c.family == "measure"]
    assert (len(principles), len(measures)) == (14, 11)
    assert [kind.good for kind in BOOK.goods] == [
        "aircraft", "lng", "energy", "agriculture", "medicine", "medical-supplies", "machinery", "high-tech", "vehicles",
    ]


def find(phrase, text, lists=()):
    sequence = phrases.parse(phrase, {name: phrases.parse(f"({value})", {})[0].ways for name, value in dict(lists).items()})
    match = re.search(r"(?<!\w)" + phrases.expression(sequence), text)
    return match.group() if match else None


@pytest.mark.parametrize(
    "phrase, text, found",
    [
        ("harmonis*", "they harmonised it", "harmonised"),
        ("harmonis", "they harmonised it", None),
        ("a b|c", "x c y", "c"),
        ("a b|c", "x a b y", "a b"),
        ("a (b|c)", "x a c y", "a c"),
        ("share ~2 risks", "share all the risks", "share all the risks"),
        ("share ~2 risks", "share all of the risks", None),
        ("share ~2 risks|b ~1 c", "share risks c", "share risks c"),
        ("of [the] two", "of two", "of two"),
        ("of [the] two", "of the two", "of the two"),
        ("win win", "a win-win deal", "win-win"),
        ("us concerns", "the us's concerns", "us's concerns"),
        ("one two", "one; two", None),
        ("<side> gain", "both sides gain", "sides gain"),
    ],
)
def test_phrase_language(phrase, text, found):
    assert find(phrase, text, {"side": "side | sides"}) == found


@pytest.mark.parametrize(
    "phrase, says",
    [
        ("a ~99 b", "a gap is of"),
        ("<nowhere>", "no word list <nowhere>"),
        ("(a b", "not closed"),
        ("a b)", "not opened"),
        ("[the] a", "begins or ends"),
        ("a ~3", "gap at an end"),
        ("a || b", "empty alternative"),
        ("x (a ~2 b|c)", "in the same brackets"),
        ("a $~ b", "cannot read"),
    ],
)
def test_phrase_that_cannot_be_read(phrase, says):
    with pytest.raises(phrases.PhraseError, match=re.escape(says)):
        phrases.parse(phrase, {})


@pytest.fixture
def folder(tmp_path):
    for name in ("codes.yml", "goods.yml"):
        shutil.copy(codebook.HERE / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    "old, new, says",
    [
        ("family: principle", "family: principal", "code harmonise-interests: family is 'principal'"),
        ("label_vi: Chia sẻ rủi ro", "", "code share-risks: label_vi missing"),
        ("        - win win\n", "        - win [win]\n", "code mutual-benefit, mutual-benefit/en2: "),
        ("not before: [scheduled]", "", None),
        ("lists:\n", "lists: [\n", "not valid YAML"),
        ("The formula is [[shared risks]]", "The formula is shared risks", "code share-risks: an example under include marks"),
        ("        - rủi ro ~5 chia sẻ", "        - {fined: x}\n        - rủi ro ~5 chia sẻ", "code share-risks, share-risks/vi2: a pattern is"),
    ],
)
def test_what_is_wrong_is_named(folder, old, new, says):
    path = folder / "codes.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if says is None:
        assert codebook.load(folder).codes
        return
    assert old in text
    with pytest.raises(codebook.CodebookError, match=r"^codes\.yml") as error:
        codebook.load(folder)
    assert says in str(error.value)


def test_nothing_is_lost_by_trying_phrases_only_where_their_words_stand():
    """Every place where an expression matches is among the places that are tried."""
    for language in codebook.LANGUAGES:
        text = " ".join(example.text for code in BOOK.codes.values() for example in code.include + code.exclude if example.language == language)
        doc = document(text, language)
        tried = {(hit.pattern.rule, hit.start) for hit in codings.find_hits(doc, BOOK)}
        seen = codings.see(doc, BOOK).text
        starts = {sentence: [m.start() for m in re.compile(r"(?<!\w)\w").finditer(seen, sentence.start, sentence.end)] for sentence in doc.sentences if sentence.role != "margin"}
        for pattern in BOOK.numbered[language]:
            found = {(pattern.rule, at) for sentence, places in starts.items() for at in places if pattern.expression.match(seen, at, sentence.end)}
            assert found <= tried, pattern.rule


def test_missing_file_is_named(tmp_path):
    with pytest.raises(codebook.CodebookError, match=r"^codes\.yml: cannot be read"):
        codebook.load(tmp_path)


def all_expressions():
    yield from (pattern.source for pattern in BOOK.patterns)
    for guard in {id(g): g for p in BOOK.patterns for _, g in p.guards}.values():
        yield from (guard.anywhere.pattern, guard.ending.pattern, guard.following.pattern)


def test_expressions_cannot_blow_up():
    """Unbounded repetition is possessive, bounded repetition holds no other but the words of a gap."""
    for expression in all_expressions():
        assert not re.search(r"(?<![\\+*}])[+*](?![+?]?\+)(?!\+)", re.sub(r"\\.", "x", expression).replace("x*+", "").replace("x++", "")), expression
        assert not re.search(r"\)[+*]|\{\d+,\}", expression), expression


@pytest.mark.parametrize(
    "line",
    [
        "balanced " * 120_000,
        "harmonise the interests and benefits of both sides " * 20_000,
        "a" * 1_000_000,
        "lợi ích hài hòa rủi ro " * 45_000,
        "both sides " * 50 + "x" * 900_000,
        "buy aircraft from the US, " * 38_000,
    ],
    ids=["one word", "formula", "no spaces", "Vietnamese", "long word", "goods"],
)
def test_one_long_line_is_linear(line):
    """One sentence of a megabyte takes no more than some multiple of a tenth of it."""
    def seconds(text):
        normal = normalise(text)
        doc = Document("x", text, normal, "", "en", sentences=(find_sentences("A.", "en")[0]._replace(end=len(normal.text)),))
        start = time.process_time()
        goods.find(doc, BOOK, codings.code(doc, BOOK))
        return time.process_time() - start

    assert seconds(line) < 40 * max(seconds(line[: len(line) // 10]), 0.05)
