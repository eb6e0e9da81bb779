"""A dossier for each event: one page that holds all that the articles tell of it, and an index of these pages.

The pages are made from the tables when the book is staged, `events/<event>.md` each, below the page `dossiers`. Every
value stands with the articles that tell it, and what is inferred or disputed says so where it stands. A section that
would be empty is left out, and a sentence of the introduction says that there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from tradetalks import cadence, inferred, instructions, prose
from tradetalks.actors import name_place
from tradetalks.display import literal
from tradetalks.dossiers.facts import Dossier, Known, Row, collect, group, read_known
from tradetalks.dossiers.known import CALLED, MOST_NAMED, name_article, name_tellers, order_article, show_number, write_known
from tradetalks.dossiers.words import tell_came_of, tell_headlines, tell_led, tell_speakers, tell_us
from tradetalks.evidence import cite, code_link, dossier_link, slugify
from tradetalks.evidence_pages import label_good
from tradetalks.mouths import CONTINUED
from tradetalks.project import Project
from tradetalks.staging import Page, lists_page
from tradetalks.showcase import cite as cite_few

#: The page below which the dossiers are listed, the folder that they stand in, and the part of the page that is made.
CHAPTER = "dossiers"
FOLDER = "events"
INDEX = "dossiers-index.md"

#: Passages that are quoted of one code or event.
MOST_QUOTED = 3
MOST_TOLD = 12

_RELATIONS = {
    cadence.REVIEWED: "reviewed",
    cadence.PREPARED: "was about preparing",
    cadence.ORDERED: "told others to prepare",
    cadence.CALLED: "called for preparations of",
}


def make_dossiers(place: Project) -> list[Page]:
    """The dossiers and their index; none for a book that does not list the page of them."""
    if not lists_page(place, CHAPTER):
        return []
    known = read_known(place)
    found = collect(place, known)
    pages = [Page(f"{FOLDER}/{slugify(one.event['event_id'])}.md", write_dossier(one, known), under=CHAPTER) for one in found]
    return [Page(INDEX, write_index(found, known)), *pages]


# ---- writing


def write_index(found: Sequence[Dossier], known: Known) -> str:
    """The dossiers by kind, every kind with its own heading, so that these can be cited for good."""
    parts = []
    for kind in prose.KINDS:
        some = [one for one in found if one.event["kind"] == kind]
        lines = "\n".join(f"- {_tell_line(one, known)}" for one in some) or "None is told of with a day or a number; talks without either stand in {ref}`cadence`."
        parts.append(f"(dossiers-{kind})=\n## {prose.kind_plural(kind)}\n\n{lines}\n")
    return "\n".join(parts)


def _tell_line(one: Dossier, known: Known) -> str:
    event = one.event
    told = [literal(event["place"] or ""), "planned" if event["status"] == "planned" else "", "kind inferred" if event["event_id"] in known.kinds else "", "disputed" if one.conflicts else ""]
    told.append(f"told by {prose.count('article', int(event['n_articles']))}")
    return f"{dossier_link(literal(one.name), event['event_id'])}: {', '.join(part for part in told if part)}"


def write_dossier(one: Dossier, known: Known) -> str:
    """The page of one event."""
    parts = [
        f"({one.label})=\n# {literal(one.name)}\n",
        tell_summary(one, known),
        f"({one.label}-known)=\n## What is known, and from which articles\n",
        write_known(one, known),
        f"({one.label}-told)=\n## How the articles tell it\n",
        tell_mentions(one, known),
    ]
    for name, title, text in (
        ("outcome", "What came of it, as reported", tell_came_of(one, known)),
        ("us", "What the US side is reported to have said", tell_us(one, known)),
        ("coded", "Which principles and measures are named", write_codings(one, known)),
        ("instructed", "What was instructed", tell_directives(one, known)),
        ("around", "What came before and after", tell_around(one, known)),
        ("doubts", "What is disputed or inferred", tell_doubts(one, known)),
    ):
        if text:
            parts.append(f"({one.label}-{name})=\n## {title}\n\n{text}")
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def tell_summary(one: Dossier, known: Known) -> str:
    """The event in a few sentences, with what there is nothing of."""
    event = one.event
    sure = "is announced" if event["status"] == "planned" else "is reported"
    where = f" in {literal(name_place(event['place']))}" if event["place"] else ""
    articles = cite(prose.count("article", int(event["n_articles"])), [event["event_id"]])
    days = cite(prose.on_days(event["date_start"], event["date_end"]), [event["event_id"]])
    plain = inferred.name_plain(SimpleNamespace(**event)) if event["event_id"] in known.kinds else prose.kind_noun(event["kind"])
    told = [f"This {plain} {days}{where} {sure} in {articles}."]
    if event["event_id"] in known.kinds:
        told.append(f"It is read as a {prose.kind_noun(event['kind'])}; neither minister nor level is named.")
    told.append(tell_led(event))
    if one.codings:
        codes = len({row["code"] for row in one.codings})
        families = {known.codes[row["code"]]["family"] for row in one.codings}
        noun = "principle or measure" if codes == 1 else "principles and measures"
        noun = prose.plural(families.pop(), codes) if len(families) == 1 else noun
        counted = cite_few(prose.number(codes), [row["coding_id"] for row in one.codings])
        who = prose.agree(len(one.articles), "The report names", "The reports name")
        told.append(f"{who} {counted} {noun}.")
    else:
        none = "No principle or measure is coded in what was reported of it."
        told.append(none if one.articles else "No article mainly reports it, so no principle or measure is counted for it.")
    told += filter(None, [tell_headlines(one, known)])
    if not one.directives:
        told.append("No instruction is reported from it.")
    if not (one.conflicts or list_inferred(one, known)):
        told.append("Nothing in this dossier is disputed or inferred.")
    return " ".join(told)


def tell_mentions(one: Dossier, known: Known) -> str:
    """The words by which each text tells the event, one line a text; the first of very many."""
    texts: dict[str, list[Row]] = {}
    for row in sorted(one.mentions, key=lambda row: order_article(known, row["article_id"])):
        texts.setdefault(known.articles[row["article_id"]]["text_group"] or row["article_id"], []).append(row)
    lines = []
    for rows in list(texts.values())[:MOST_TOLD]:
        first = rows[0]
        article = known.articles[first["article_id"]]
        day = f", {prose.day(article['published'])}" if article["published"] else ""
        copies = len({row["article_id"] for row in rows}) - 1
        more = f", and {prose.count('other article', copies)} with the same text" if copies else ""
        own = [row for row in rows if row["article_id"] == first["article_id"]]
        words = prose.join_list((cite(prose.quote(row["quote"]), [row["event_mention_id"]]) for row in own), "and")
        lines.append(f"- {literal(prose.outlet(article))}{day}{more}: {words}")
    rest = len(texts) - MOST_TOLD
    if rest > 0:
        lines.append(f"- and {cite(prose.count('further text', rest), [one.event['event_id']])}")
    return "\n".join(lines)


def write_codings(one: Dossier, known: Known) -> str:
    """A table of the principles and measures named, in which words and by whom; goods below it. Empty where nothing is coded."""
    found = group(one.codings, "code")
    if not found:
        return ""
    rows = []
    for code in sorted(found, key=lambda code: (known.codes[code]["family"] != "principle", -len(found[code]), code)):
        some = found[code]
        ids = [row["coding_id"] for row in some]
        words = dict.fromkeys(prose.quote(row["quote"]) for row in some)
        rest = len(words) - MOST_QUOTED
        shown = ", ".join([*list(words)[:MOST_QUOTED], *([f"and {prose.count('other wording', rest)}"] if rest > 0 else [])])
        label = known.codes[code]["label"]
        rows.append(f"* - {code_link(literal(label), code)}\n  - {cite_few(str(len(some)), ids)}\n  - {shown}\n  - {tell_speakers(some)}")
    lead = (
        f"An article's codings are counted for the event that it mainly reports, as {{ref}}`principles-matrix` explains; "
        f"that is this one for {prose.join_list(cite(name_article(known, name), [name]) + f' ({rule})' for name, rule in one.articles.items()) if len(one.articles) <= MOST_NAMED else cite(prose.count('article', len(one.articles)), one.articles)}.\n\n"
    )
    table = (
        f"::::{{list-table}} Principles and measures named in what was reported of the {literal(known.names[one.event['event_id']])}.\n"
        f":name: tab-{one.label}-coded\n:header-rows: 1\n:stub-columns: 1\n\n"
        "* - Principle or measure\n  - Spans\n  - Words\n  - Said by\n" + "\n".join(rows) + "\n::::\n"
    )
    goods = group(one.goods, "good")
    carried = any(row.get("attribution_basis") == CONTINUED for row in one.codings)
    rule = "\nA name in square brackets is carried over from an earlier sentence: the sentence itself does not say who speaks ({ref}`trust-speakers`).\n" if carried else ""
    named = prose.join_list(cite(literal(label_good(good).lower() if good != "lng" else "LNG"), [row["good_id"] for row in some]) for good, some in sorted(goods.items()))
    return lead + table + rule + (f"\nNamed for purchase or import: {named}.\n" if named else "")


def tell_directives(one: Dossier, known: Known) -> str:
    """The instructions given at the event: by whom, to whom, by when, in which words; empty where there are none.

    One that an article tells twice stands once, as in the chapter on instructions.
    """
    lines = []
    for row in one.directives:
        who = literal(instructions.name_giver(row["issued_by"], row.get("issued_basis")) if row["issued_by"] else "giver not told")
        bodies = literal(prose.join_list(prose.split_names(row["addressee"])))
        to = f"{who} to {bodies}" if bodies else f"{who}, addressee not named"
        due = f", {prose.due(row['deadline'])}" if row["deadline"] else ""
        loose = " ({ref}`the labels <trust-first>` leave open whether it is one)" if known.loose.issuperset(row["ids"]) else ""
        lines.append(f"- {to}{due}: {cite(prose.quote(instructions.trim(row['quote'])), row['ids'])}{loose}")
    return "\n".join(lines)


def tell_around(one: Dossier, known: Known) -> str:
    """What came before and after, with the days between, and what articles say of how events belong together."""
    lines = []
    for relation, other, days in one.neighbours:
        gap = tell_gap(one.event, other, days, "before" if relation.startswith("previous") else "after")
        lines.append(f"- {prose.start_sentence(relation)}: {dossier_link(literal(known.names[other['event_id']]), other['event_id'])}, {gap}")
    for row in one.relations:
        verb = _RELATIONS[row["relation"]]
        other = row["object_id"] if row["event_id"] == one.event["event_id"] else row["event_id"]
        words = cite(prose.quote(row["quote"]), [row["sentence_id"]])
        if row["event_id"] == one.event["event_id"]:
            done = f"{verb} the {dossier_link(literal(known.names[other]), other)}" if other else _tell_untold(row, one.event)
            lines.append(f"- According to {literal(prose.outlet(known.articles[row['article_id']]))}, it {done}: {words}")
        else:
            lines.append(f"- According to {literal(prose.outlet(known.articles[row['article_id']]))}, the {dossier_link(literal(known.names[other]), other)} {verb} it: {words}")
    if not one.event["date_start"]:
        lines.append("- Its day is not told, so it stands in no order with the others.")
    elif not one.neighbours:
        lines.append("- No other event with a known day is told of.")
    else:
        lines.append("- Days are counted from the last day of the earlier event to the first day of the later, among the events that these articles tell of.")
    return "\n".join(lines)


def _tell_untold(row: Row, event: Row) -> str:
    """What an event did for talks that the article does not name."""
    if row["relation"] == cadence.REVIEWED:
        return "took stock of the talks"
    if row["relation"] == cadence.CALLED:
        return f"called for {cadence.name_called([row['quote']])}; who is to make them is not told"
    if row["relation"] == cadence.PREPARED and event["kind"] != "government-meeting":
        return f"laid the ground for later talks{' together with others' if row['several'] else ''}"
    return f"{_RELATIONS[row['relation']]} talks; which ones is not told"


def tell_gap(event: Row, other: Row, days: int, side: str) -> str:
    """`two days before`, `on the same day`, `on days that overlap with it`: how far apart two events are."""
    if days:
        return f"{prose.count('day', days)} {side}"
    single = all(row["date_start"] == (row["date_end"] or row["date_start"]) for row in (event, other))
    same = event["date_start"] == other["date_start"] and single
    return "on the same day" if same else "on days that overlap with it"


def list_inferred(one: Dossier, known: Known) -> list[str]:
    """What of this event no article prints, a sentence each, with the rule."""
    event, told = one.event, []
    if event["ordinal_basis"] == "inferred":
        told.append(f"Number {show_number(event['ordinal'])} is inferred: {literal(event['ordinal_reason'] or 'no rule is given')}.")
    rules: dict[str, list[Row]] = {}
    for row in one.mentions:
        if row["reason"]:
            rules.setdefault(row["reason"], []).append(row)
    for rule, rows in sorted(rules.items()):
        ids = [row["event_mention_id"] for row in rows]
        articles = cite(prose.count("article", len({row["article_id"] for row in rows})), ids)
        told.append(f"It is read as a {prose.kind_noun(event['kind'])} by the rule “{literal(rule)}” ({articles}).")
    if event["event_id"] in known.kinds:
        told.append("No article names a minister, a head of delegation or their level: that ministers met is inferred from the words around it.")
    if event["event_id"] in known.modes:
        told.append("No article says how it was held; a place is named, so presumably they met there in person.")
    found: dict[str, list[Row]] = {}
    for row in one.mentions:
        if row["date_basis"] and row["date_basis"] != "stated":
            found.setdefault(row["date_basis"], []).append(row)
    for basis, rows in sorted(found.items()):
        ids = [row["event_mention_id"] for row in rows]
        articles = cite(prose.count("article", len({row["article_id"] for row in rows})), ids)
        told.append(f"The year is inferred in {articles}: {prose.basis_phrase(basis)}{_tell_year_words(rows, basis, known)}.")
    return told


def _tell_year_words(rows: Sequence[Row], basis: str, known: Known) -> str:
    """` (“May 2025”)`: the words elsewhere in the article that print the year; empty where it is known otherwise."""
    if basis != "article-year":
        return ""
    sentences = known.tables["sentences"]
    mine = sentences[sentences["article_id"].isin([row["article_id"] for row in rows])]
    found = inferred.find_year_words(mine, rows[0]["date_start"][:4])
    return f" ({cite(prose.quote(found[0]), [found[1]])})" if found else ""


def tell_doubts(one: Dossier, known: Known) -> str:
    """What articles, or numbers and days, disagree on, and what is inferred; empty where there is neither."""
    lines = []
    for row in one.conflicts:
        ids = prose.split_names(row["article_ids"])
        mine = [mention for mention in one.mentions if mention["article_id"] in ids]
        named = name_tellers(mine, known) or prose.join_list(name_article(known, name) for name in ids)
        name = CALLED.get(row["field"], row["field"]).lower()
        said = f", told by {named}" if named else ""
        lines.append(f"- Disputed: {literal(name)} {literal(row['value'])}{said}. {literal(prose.start_sentence(row['reason'] or 'Values disagree'))}.")
    return "\n".join([*lines, *(f"- {line}" for line in list_inferred(one, known))])
