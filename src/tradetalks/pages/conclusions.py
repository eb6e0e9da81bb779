"""The sentences and tables of the landing page and of the conclusions.

Findings and tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose
cells are Markdown where a docstring says so.
"""

from __future__ import annotations

import pandas as pd

from tradetalks import cadence, findings, first_runs, owners, stances, trust
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Finding, Tables
from tradetalks.project import Project
from tradetalks.prose import (
    agree,
    count,
    is_missing,
    join_list,
    kind_noun,
    number,
    ordinal,
    outlet,
    plural,
    share,
    start_sentence,
)
from tradetalks.rows import gather_ids, index_rows, keep_on_topic
from tradetalks.shipped import parse_yaml
from tradetalks.showcase import LANGUAGES

_CHAPTERS = {
    "cadence": "the rhythm of the talks",
    "ordinals": "counting the meetings",
    "principles": "principles",
    "offers": "offers, asks and goods",
    "instructions": "instructions",
    "outlets": "outlets",
    "trust": "trust",
}


def refer(key: str, words: str | None = None) -> str:
    """A MyST reference to a chapter by its label."""
    return f"{{ref}}`{words or _CHAPTERS[key]} <{key}>`"


def answer(found: list[Finding], tables: Tables) -> str:
    """The answer of the landing page in two paragraphs: what is told; what numbers imply beside it, and on how little it rests."""
    if not found:
        return "These articles hold nothing on the talks."
    events = tables["events"]
    leads = {finding.key: finding.lead for finding in found}
    first = (f"**{tell_collection(tables)}**", *(leads[key] for key in LEADING if leads.get(key)))
    second = (_tell_implied(events), findings.tell_single(events))
    return "\n\n".join(" ".join(filter(None, parts)) for parts in (first, second) if any(parts))


#: The findings of which a sentence stands in the answer, in its order: on what principles, offering what.
LEADING = ("principles", "offers")
#: The findings that come first on the landing page: the substance, before the dates and numbers.
ASKED_FIRST = ("outcome", "offers", "us", "principles", "instructions")


def list_findings(found: list[Finding], tables: Tables) -> str:
    """The findings of the landing page as a list, each below its headline, what a reader in a hurry asks first before the rest, which keeps its order.

    That nothing can be compared is left out, where the answer has said why.
    """
    said = bool(len(tables["events"])) and (tables["events"]["n_texts"] <= 1).all()
    shown = [finding for finding in found if not (said and finding.key == "outlets")]
    shown.sort(key=lambda finding: ASKED_FIRST.index(finding.key) if finding.key in ASKED_FIRST else len(ASKED_FIRST))
    return "\n\n".join(f"- **{finding.headline}**\n\n  {f'{finding.text} See'.strip()} {refer(finding.chapter)}." for finding in shown) or "These articles hold nothing on the talks."


def tell_making(book: Project, tables: Tables) -> str:
    """Who made the labels, how well unseen articles were read, that the choice of these is not recorded, and where corrections go, if that is known."""
    path = book.book.parent / "_config.yml"
    config = parse_yaml(path.read_text(encoding="utf-8")) if path.is_file() else None
    address = str(((config or {}).get("repository") or {}).get("url") or "").rstrip("/")
    outlets = owners.tell_owners(keep_on_topic(tables["articles"])["publisher"].dropna())
    told = f"{outlets.removesuffix('.')} ({refer('outlets')})." + "\n\n" if outlets else ""
    told += (
        "The rules by which the articles are read, and the labels by which that is checked, were made by language models, not by people. "
        f"{_tell_tried(book, set(keep_on_topic(tables['articles'])['language'].dropna()))}"
        "How the articles were chosen is not recorded ({ref}`articles-limits`)."
    )
    return f"{told} Corrections are welcome in the [issues of the repository]({address}/issues)." if address else told


def _tell_tried(book: Project, languages: set[str]) -> str:
    """What the rules found at their first run in test articles of these languages; where that is not kept, where to look."""
    gold = trust.read_gold(book)
    answers = first_runs.read_answers(gold.folder if gold else None)
    mine = answers[answers["language"].isin(languages)]
    code, event = (first_runs.measure(mine, aspect) for aspect in ("code", "event"))
    if code.recall is None or event.recall is None:
        return "How well they read is told apart ({ref}`trust`). "
    spoken = join_list(LANGUAGES[one] for one in sorted(mine["language"].unique()))
    n = mine["article"].nunique()
    said = f"Tried on {number(n)} test {agree(n, 'article', 'articles')} in {spoken}, written or reworded by language models, before the rules were changed for {agree(n, 'it', 'them')}, the rules found {code.recall:.0%} of the labelled codes and {event.recall:.0%} of the labelled events, and {code.precision:.0%} and {event.precision:.0%} of what they found is right; on press reports other than those that they were written with, nothing has been measured ({{ref}}`trust`). "
    return said.replace("%", "\N{NO-BREAK SPACE}per cent")


def sum_up(found: list[Finding], tables: Tables) -> str:
    """The judgement, a paragraph each: what several texts bear out, what hangs on one, and what one would need to know."""
    if not found:
        return "These articles hold nothing on the talks, so there is nothing to conclude."
    return "\n\n".join(part for part in (tell_solid(tables), tell_hanging(tables), tell_wanted(tables)) if part)


def tell_solid(tables: Tables) -> str:
    """What more than one text bears out: facts, printed numbers that check each other, and codes that most texts share."""
    events = tables["events"]
    parts = []
    several = events[events["n_texts"] > 1]
    if len(events) and several.empty:
        parts.append("**The articles share principles; of what happened in the talks, no event is confirmed by a second text.**")
    elif len(several):
        parts.append(f"**Solid are the events that several texts report**, {cite(share(len(several), len(events), 'event'), several['event_id'])}.")
    parts += [_tell_shared(tables), _tell_checked(tables)]
    return " ".join(filter(None, parts))


def _tell_shared(tables: Tables) -> str:
    """Which principles and measures stand in most texts; empty for fewer than two texts, or where none does."""
    codings = tables["codings"].merge(tables["articles"][["article_id", "text_group"]], on="article_id")
    n = keep_on_topic(tables["articles"])["text_group"].nunique()
    counts = codings.groupby("code")["text_group"].nunique().sort_values(ascending=False, kind="stable")
    wide = counts[(counts * 2 > n) & (counts > 1)]
    if n < 2 or wide.empty:
        return ""
    labels = dict(zip(tables["codebook"]["code"], tables["codebook"]["label"], strict=True))
    top = wide[wide == wide.max()]
    named = join_list(cite(literal(labels[code]), codings.loc[codings["code"] == code, "coding_id"]) for code in sorted(top.index)[:4])
    more = len(wide) - min(len(top), 4)
    rest = f"; {count('other principle or measure', more) if more == 1 else f'{number(more)} other principles and measures'} {agree(more, 'stands', 'stand')} in more than half ({{numref}}`tab-codings-codebook`)" if more else ""
    texts = start_sentence(share(int(wide.max()), n, "text"))
    return f"{texts} have words coded as {named}{rest}."


def _tell_checked(tables: Tables) -> str:
    """Where two printed numbers of one kind, in different texts, follow each other in the order of the days; empty where none do."""
    events, groups = tables["events"], tables["articles"].set_index("article_id")["text_group"]
    mentions = tables["event_mentions"]
    numbered = mentions[mentions["ordinal"].notna()]
    of = {event_id: set(mine["article_id"].map(groups)) for event_id, mine in numbered.groupby("event_id")}
    for kind in cadence.NUMBERED:
        row = cadence.order_events(events, [kind])
        fixed = list(row[row["ordinal_basis"] == "reported"].itertuples(index=False))
        for one, other in zip(fixed, fixed[1:], strict=False):
            if other.ordinal == one.ordinal + 1 and not of.get(one.event_id, set()) & of.get(other.event_id, set()):
                both = cite(f"{ordinal(one.ordinal)} and {ordinal(other.ordinal)}", [one.event_id, other.event_id])
                return f"The numbers {both}, printed by two texts for {plural(kind_noun(kind))} {count('day', cadence.count_days(one.date_start, other.date_start))} apart, fit each other, if they count one series."
    return ""


def tell_hanging(tables: Tables) -> str:
    """What hangs on one text or one outlet: what came of the talks, what is asked, and how much of a series is reported."""
    parts = []
    came = findings.read_outcomes(tables)
    if len(came):
        outlets = {outlet(row) for row in tables["articles"].to_dict("records") if row["article_id"] in set(came["article_id"])}
        told = cite(number(len(came)), came["sentence_id"])
        only = f", {agree(len(came), 'that', 'both' if len(came) == 2 else 'all')} {agree(len(came), 'of', 'in')} {literal(next(iter(outlets)))}" if len(outlets) == 1 else f" of {count('outlet', len(outlets))}"
        vague = "" if findings.has_figure(came) else f"; {agree(len(came), 'it gives', 'neither gives' if len(came) == 2 else 'none gives')} {agree(len(came), 'no', 'a')} figure"
        parts.append(f"**Of the sentences that the rules can find, only {told} {agree(len(came), 'says', 'say')} what a session or round arrived at**{only}{vague}.")
    judged = stances.classify(tables["codings"], tables["sentences"])
    asks = judged[judged["stance"] == "ask"]
    if asks["article_id"].nunique() == 1:
        parts.append(f"What Việt Nam is reported to want of the United States, as far as the rules can find it, stands in {cite('one article', asks['coding_id'])}{_tell_both(judged)}, so the balance of offers and asks may be that article's rather than that of the talks; wishes that are told less directly are not counted.")
    parts.append(_tell_part(tables))
    return " ".join(filter(None, parts))


def _tell_both(judged: pd.DataFrame) -> str:
    """`, apart from what both sides are to give (two articles)`; empty where nothing is of that kind."""
    both = judged[judged["stance"] == "exchange"]
    return f", apart from what both sides are to give ({cite(count('article', both['article_id'].nunique()), both['coding_id'])})" if len(both) else ""


def _tell_part(tables: Tables) -> str:
    """How many of the meetings that the numbers imply are reported, so what any count of meetings is a part of; empty where no number is printed."""
    events = tables["events"]
    bounds = cadence.bound_ordinals(events)
    mine = bounds[(bounds["kind"] == "government-meeting") & bounds["low"].notna()]
    if mine.empty or not (mine["basis"] == "reported").any() or not mine["sound"].all():
        return ""
    total = int(mine["low"].max())
    if total <= len(mine):
        return ""
    told = cite(number(len(mine)), mine["event_id"])
    series = findings.count_series(total, events[events["kind"] == "government-meeting"])
    return f"Every count of principles by meeting covers {told} of what were at least {series}, provided that the numbers belong to one count."


def tell_wanted(tables: Tables) -> str:
    """What one would need to know to judge the talks, as far as these articles leave it open."""
    wanted = []
    if len(findings.read_outcomes(tables)):
        wanted.append("what was agreed in figures and products")
    if len(tables["events"]):
        wanted.append("how the other side reports the same days")
    mentions = tables["event_mentions"]
    if (mentions["date_start"].notna() & (mentions["date_basis"] != "stated")).any():
        wanted.append("when each article was published")
    return f"**To judge the talks themselves** one would first need to know {join_list(wanted)}." if wanted else ""


def tell_collection(tables: Tables) -> str:
    """A sentence: how many articles on the talks tell of how many events."""
    articles = tables["articles"]
    used = keep_on_topic(articles)
    told = start_sentence(cite(count("article", len(used)), used["article_id"]))
    span = findings.tell_span(tables)
    chairs = set(tables["events"].loc[tables["events"]["kind"] == "government-meeting", "lead_vn"].dropna())
    if len(chairs) == 1:
        # Whoever opens the book here learns who that is; "chaired by the Prime Minister" stands there only where he chaired all.
        span = span.replace("chaired by the Prime Minister", f"chaired by the Prime Minister ({literal(chairs.pop())})", 1)
    return f"{told} on the talks, read sentence by sentence, {agree(len(used), 'tells', 'tell')} of {span}."


def _tell_implied(events: pd.DataFrame) -> str:
    """A sentence on the events that printed numbers imply and no article tells; empty where there are none."""
    untold = cadence.find_untold(events)
    untold = untold[untold["untold"] > 0]
    if untold.empty:
        return ""
    lost = [
        cite(_count_kind(kind, int(mine["untold"].sum()), events), mine["before_id"]) for kind, mine in untold.groupby("kind", sort=False)
    ]
    return f"The numbers that articles print imply at least {join_list(lost)} that none of them reports as such, provided that numbers of a kind belong to one count."


def _count_kind(kind: str, n: int, events: pd.DataFrame) -> str:
    mine = events[events["kind"] == kind]
    return findings.count_series(n, mine, more=True) if kind == "government-meeting" else count(f"more {kind_noun(kind)}", n)


def make_finding_table(found: list[Finding]) -> pd.DataFrame:
    """Each question with how much its answer rests on, and what would change it; `finding` is Markdown.

    In the order of the questions; the findings themselves stand on the landing page.
    """
    rows = [
        {
            "finding": f"{_ask(finding)} {start_sentence(cite(count('article', len(finding.article_ids)), finding.article_ids))}{_tell_least(finding)}.",
            "change": start_sentence(finding.change) + ".",
        }
        for finding in found
    ]
    return pd.DataFrame(rows, columns=["finding", "change"], dtype=object)


def _ask(finding: Finding) -> str:
    """The question that a finding answers, or its title, leading to its chapter."""
    return refer(finding.chapter, findings.QUESTIONS.get(finding.key) or f"{findings.TITLES[finding.key]}.")


def _tell_least(finding: Finding) -> str:
    """`, each fact in two texts at least`: where no fact of an answer hangs on one text."""
    return f", each fact in {count('text', finding.least)} at least" if finding.least > 1 else ""


def tell_least(found: list[Finding]) -> str:
    """A sentence: how many answers have a fact that only one text bears out; empty where none has."""
    weak = sum(finding.least == 1 for finding in found)
    return f"{start_sentence(share(weak, len(found), 'answer'))} {agree(weak, 'has', 'have')} at least one fact that only one text tells." if weak else ""


def tell_once(once: pd.DataFrame, tables: Tables) -> str:
    """How many codes, goods, printed numbers and events a single text carries, of how many there are."""
    mentions = tables["event_mentions"]
    numbered = mentions[mentions["ordinal"].notna()]
    all_ = {
        "code": tables["codings"]["code"].nunique(),
        "good": tables["goods"]["good"].nunique(),
        "number": len({*zip(numbered["kind"], numbered["ordinal"], strict=True)}),
        "event": mentions["event_id"].nunique(),
    }
    nouns = {"code": "code", "good": "good", "number": "printed number", "event": "event"}
    parts = []
    for what, noun in nouns.items():
        mine = once[once["what"] == what]
        if len(mine):
            parts.append(cite(share(len(mine), all_[what], noun), gather_ids(mine["ids"])))
    if not any(all_.values()):
        return "These articles carry nothing to count."
    if not parts:
        return "No code, good, printed number or event stands in one text only."
    return f"{start_sentence(join_list(parts))} {agree(len(once), 'stands in one text only', 'stand in one text each')}."


def make_once_table(once: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What a single text says, events aside, a row a text; cells but the first are Markdown."""
    rows_of = index_rows(articles, "article_id")
    rows = []
    for article_id, mine in once[once["what"] != "event"].groupby("article_id", sort=True):
        cells = {what: join_list(cite(literal(row.name), row.ids) for row in part.itertuples(index=False)) for what, part in mine.groupby("what")}
        row = rows_of[article_id]
        name = outlet(row)
        rows.append({"article": name if name == row["key"] else f"{name} ({row['key']})", **{what: cells.get(what) for what in ("code", "good", "number")}})
    return pd.DataFrame(rows, columns=["article", "code", "good", "number"], dtype=object)


def tell_limits(tables: Tables) -> str:
    """What the size and make-up of the collection keeps it from showing, as a list."""
    articles, events = tables["articles"], tables["events"]
    used = keep_on_topic(articles)
    if used.empty:
        return "- **No article is on the talks.** So nothing can be shown."
    size = "few" if len(used) < 30 else "not all"
    items = [f"**{start_sentence(count('article', len(used)))} {agree(len(used), 'is', 'are')} {size}.** {_tell_make_up(used)}"]
    single = events[events["n_texts"] == 1]
    if len(events) and len(single) == len(events):
        items.append("**Outlets cannot be compared.** Where no event has a second report, an outlet cannot be told apart from the meeting that it reports.")
    return "\n".join(f"- {item}" for item in items)


def _tell_make_up(articles: pd.DataFrame) -> str:
    outlets = sorted({name for name in articles["publisher"] if not is_missing(name)})
    languages = [LANGUAGES.get(code, code) for code in sorted(set(articles["language"]))]
    told = cite(count("outlet", len(outlets)), articles.loc[articles["publisher"].notna(), "article_id"])
    named = f" from {told}" if outlets else " from outlets that are not named"
    return f"They come{named}, in {join_list(languages)}. Another choice of articles could show another picture."
