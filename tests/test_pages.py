"""What the chapters show: on the articles of the collection, on one of them, and on none."""

import re

import pandas as pd
import pytest

from tradetalks import codebook, first_runs, inferred, positions, project, prose, repeats, showcase, stages
from tradetalks.pages import agreement, instructions, offers, outlets, principles, quoting, trust, unseen, weak
from tradetalks.pages import articles as on_articles
from tradetalks.pages import codings as on_codings
from tradetalks.pages import mentions as on_mentions
from tradetalks.pages import reconciliation as on_events
from tradetalks.trust import list_codes, to_frame

BOOK = project.find(project.find_root())
#: What no sentence may hold: a value that is missing, a number that does not go with its noun, a gap.
WRONG = re.compile(r"\bNone\b(?! of)|\bnan\b|<NA>|  \S|\b(?:one|1) (?:\w+ )?(?:articles|sentences|texts|meetings|spans|events|instructions)\b")


class Part:
    """The tables of a book, cut to some articles."""

    def __init__(self, articles: list[str]) -> None:
        self.articles, self.seeds, self.data, self.book = articles, BOOK.seeds, BOOK.data, BOOK.book

    def table(self, name: str) -> pd.DataFrame:
        table = BOOK.table(name)
        if name == "events":
            told = self.table("event_mentions")["event_id"]
            return table[table["event_id"].isin(told)].assign(n_texts=1).reset_index(drop=True)
        if name == "event_conflicts":
            return table.iloc[:0]
        return table[table["article_id"].isin(self.articles)].reset_index(drop=True) if "article_id" in table else table


ALL = sorted(BOOK.table("articles")["article_id"])
PARTS = [Part(ALL), *(Part([name]) for name in ALL), Part([])]


def check(*told: str) -> None:
    for text in told:
        plain = re.sub(r"\]\(ev:[^)]*\)", "", text)
        assert not WRONG.search(plain), plain


def check_table(table: pd.DataFrame) -> None:
    assert len(table.columns) and not table.columns.duplicated().any()
    check(*(str(cell) for cell in table.to_numpy().ravel() if isinstance(cell, str)))


@pytest.fixture(params=PARTS, ids=lambda part: str(len(part.articles)))
def part(request):
    return request.param


def test_the_chapter_on_principles(part):
    chapter = principles.read_chapter(part)
    laid = principles.lay_out_matrix(chapter)
    check(
        principles.tell_answer(chapter), principles.tell_spread(chapter), principles.caption_matrix(chapter, laid).strip(),
        principles.describe_matrix(laid), principles.tell_mouths(chapter).strip(), principles.tell_change(chapter),
        principles.caption_speakers(chapter.sayings), principles.caption_wordings(chapter.sayings), principles.tell_headlines(chapter).strip(), principles.tell_words(chapter).strip(),
        principles.tell_open(chapter).strip(),
    )  # fmt: skip
    once = principles.principles.list_once(chapter.counted)
    check(principles.caption_once(once))
    for table in (
        principles.make_count_table(chapter.said), principles.make_meeting_table(chapter), principles.make_wording_table(chapter),
        principles.make_speaker_table(chapter.sayings), principles.make_once_table(once, chapter), principles.tabulate_matrix(laid),
    ):  # fmt: skip
        check_table(table)
    principles.draw_matrix(laid)


def test_the_chapter_on_offers(part):
    chapter = offers.read_chapter(part)
    marks, goods = offers.mark_stances(chapter), offers.mark_goods(chapter)
    check(
        offers.tell_answer(chapter), offers.caption_stances(chapter), offers.caption_marks(chapter, marks.marks), offers.tell_unmet(chapter),
        offers.tell_us(chapter), offers.caption_goods(chapter), offers.caption_goods_table(chapter), offers.tell_quiet(chapter),
        marks.describe("Matters"), goods.describe("Goods"), offers.tell_ready(chapter),
    )  # fmt: skip
    for table in (offers.make_stance_table(chapter), offers.make_us_table(chapter), offers.make_goods_table(chapter), marks.tabulate(), goods.tabulate()):
        check_table(table)
    assert len(marks.tabulate()) == len(marks.marks)


def test_the_chapter_on_instructions(part):
    chapter = instructions.read_chapter(part)
    check(
        instructions.tell_answer(chapter), instructions.caption_deadlines(chapter), instructions.describe_deadlines(chapter),
        instructions.tell_haste(chapter), instructions.caption_addressees(chapter), instructions.caption_instructions(chapter),
        instructions.tell_givers(chapter), instructions.tell_left_out(chapter),
    )  # fmt: skip
    check_table(instructions.make_addressee_table(chapter))
    check_table(instructions.make_instruction_table(chapter))


def test_the_chapter_on_outlets(part):
    chapter = outlets.read_chapter(part)
    laid = outlets.lay_out_told(chapter)
    check(outlets.tell_answer(chapter), outlets.tell_collection(chapter), outlets.caption_told(chapter, laid), outlets.caption_names(chapter), outlets.caption_printings(chapter.sayings))
    for table in (
        outlets.make_outlet_table(chapter), outlets.make_silence_table(chapter), outlets.make_left_out_table(chapter),
        outlets.make_code_table(chapter), outlets.make_name_table(chapter), outlets.make_printing_table(chapter), outlets.tabulate_told(laid),
    ):  # fmt: skip
        check_table(table)
    outlets.draw_told(laid)


def test_the_chapters_on_reading(part):
    names = ("articles", "sentences", "event_mentions", "events", "event_conflicts", "codings", "goods", "codebook")
    articles, sentences, mentions, events, conflicts, codings, goods, codes = (part.table(name) for name in names)
    found, bought = repeats.divide(codings, sentences), repeats.divide(goods, sentences)
    check(
        on_articles.caption_articles(articles), on_mentions.tell_mentions(mentions, articles).strip(), on_mentions.tell_mention_limits(mentions),
        on_events.tell_events(events, mentions, conflicts), on_events.caption_events(events), on_events.tell_event_limits(events),
        on_events.list_inferences(events), on_codings.tell_codings(codings, codes, bought.body, found), on_codings.caption_goods(bought),
        on_codings.caption_codes(codes, found), on_codings.caption_speakers(found), inferred.tell_brackets(mentions),
    )  # fmt: skip
    if len(articles):
        check(on_articles.tell_articles(articles, sentences))
    for table in (
        on_articles.make_article_table(articles, sentences), on_mentions.make_year_table(mentions), on_mentions.make_mention_table(mentions, articles),
        on_events.make_told_table(mentions, articles), on_events.make_event_table(events, mentions), on_events.make_conflict_table(conflicts, events),
        on_codings.make_speaker_table(found), on_codings.make_goods_table(bought.body), on_codings.make_code_table(codes, found.body, articles),
    ):  # fmt: skip
        check_table(table)


def _count(answers: pd.DataFrame) -> tuple[int, int, int]:
    """How many are labelled, found, and both."""
    return (answers["gold"] == "yes").sum(), (answers["predicted"] == "yes").sum(), (answers["gold"] == answers["predicted"]).sum()


def test_the_chapter_on_trust_begins_with_the_first_scores():
    chapter = trust.read_chapter(BOOK)
    answer = trust.tell_answer(chapter)
    assert len(answer.split()) < 190
    low, high = (chapter.unseen.loc[chapter.unseen["aspect"] == "event", "f1"].agg(how) for how in ("min", "max"))
    assert f"for events ({low:.2f} to {high:.2f})." in answer
    english = chapter.answers[(chapter.answers["language"] == "en") & (chapter.answers["aspect"] == "code")]
    labelled, found, right = _count(english)
    assert f"English articles written for testing (from {prose.number(english['set'].nunique())} of {chapter.unseen['set'].nunique()} sets), before they were changed for these. They found {right / labelled:.0%}".replace("%", "\N{NO-BREAK SPACE}per cent") in answer
    assert f"{2 * right / (labelled + found):.2f} (95\N{NO-BREAK SPACE}per cent interval" in answer
    labelled, found, right = _count(english[english["set"].isin(chapter.unseen.loc[chapter.unseen["name"].str.endswith("reworded press"), "set"])])
    assert re.search(rf"that reword press reports, \d+ of them near misses that only look as if they were on the talks, {2 * right / (labelled + found):.2f} \(", answer)
    events = chapter.unseen[chapter.unseen["aspect"] == "event"][["tp", "fp", "fn"]].astype(int).sum()
    assert f"and {2 * events.tp / (2 * events.tp + events.fp + events.fn):.2f} for events (" in answer
    people, laid, mixed = agreement.compare_people(chapter), agreement.lay_out_gold(chapter), unseen.make_mixing_table(chapter)
    speakers = agreement.check_speakers(chapter)
    check(
        answer, trust.tell_here(chapter), trust.tell_spots(chapter), trust.tell_languages(chapter), trust.caption_sets(trust.make_set_table(chapter)),
        *(unseen.caption_unseen(chapter, aspect) for aspect in ("code", "event")), unseen.caption_others(chapter), unseen.caption_test(chapter),
        unseen.tell_topic(chapter), unseen.tell_alpha(chapter), unseen.tell_now(chapter), unseen.tell_source(chapter),
        unseen.tell_states(chapter), unseen.tell_styles(chapter), trust.tell_few(chapter), agreement.tell_change(speakers),
        unseen.caption_codes(chapter), unseen.describe_codes(chapter), weak.caption_code_table(chapter), unseen.tell_agreed_codes(chapter), weak.list_weak(chapter),
        unseen.caption_mixings(mixed), unseen.tell_balance(chapter), unseen.caption_kinds(chapter), unseen.tell_first_kinds(chapter),
        agreement.caption_people(people), agreement.tell_people(people), agreement.tell_whole(people), agreement.tell_found(chapter),
        agreement.tell_overruling(speakers), agreement.tell_principles(chapter, speakers), agreement.tell_seen(chapter), agreement.tell_conventions(chapter), agreement.tell_files(chapter),
        agreement.caption_gold(laid), agreement.tell_gold(laid),
    )  # fmt: skip
    for table in (
        trust.make_maker_table(), trust.make_set_table(chapter), unseen.make_unseen_table(chapter, "code"), unseen.make_unseen_table(chapter, "event"),
        unseen.make_other_table(chapter), unseen.make_test_table(chapter), unseen.make_code_table(chapter), mixed,
        unseen.make_kind_table(chapter), agreement.make_people_table(people), agreement.make_speaker_table(speakers), agreement.make_basis_table(speakers),
    ):  # fmt: skip
        assert len(table)
        check_table(table)


def test_the_chapter_on_trust_says_so_where_nothing_is_at_hand():
    bare = trust.read_chapter(BOOK)._replace(
        gold=None, heldout=None, coded=[], gold_cells=[], held_cells=[], on_gold=to_frame([]), on_heldout=to_frame([]), first=to_frame([]),
        unseen=first_runs.read_unseen(None), answers=first_runs.read_answers(None), held_coders=to_frame([]), by_item=to_frame([]),
    )  # fmt: skip
    bare = bare._replace(codes=list_codes(bare.by_item, bare.held_coders, bare.codebook))
    people, laid = agreement.compare_people(bare), agreement.lay_out_gold(bare)
    assert "nothing can be measured" in trust.tell_answer(bare) and agreement.check_speakers(bare) is None
    for table in (
        trust.make_set_table(bare), unseen.make_unseen_table(bare, "code"), unseen.make_other_table(bare), unseen.make_test_table(bare), unseen.make_code_table(bare),
        unseen.make_mixing_table(bare), unseen.make_kind_table(bare), agreement.make_people_table(people), agreement.make_speaker_table(None), agreement.make_basis_table(None), agreement.make_gold_table(laid),
    ):  # fmt: skip
        assert table.empty
    check(trust.tell_here(bare), unseen.caption_unseen(bare, "code"), unseen.caption_others(bare), unseen.caption_test(bare), unseen.caption_codes(bare), unseen.caption_kinds(bare), weak.list_weak(bare), agreement.caption_people(people), agreement.tell_people(people), agreement.tell_overruling(None), agreement.tell_gold(laid))
    for told in (trust.tell_few(bare), unseen.tell_states(bare), unseen.tell_styles(bare), agreement.tell_change(None), trust.tell_spots(bare), unseen.tell_alpha(bare), unseen.tell_topic(bare), unseen.tell_now(bare), unseen.tell_first_kinds(bare), agreement.tell_whole(people), agreement.tell_found(bare), agreement.tell_principles(bare, None), agreement.tell_seen(bare), agreement.tell_conventions(bare), agreement.tell_files(bare)):
        assert told == ""


@pytest.mark.parametrize("sets", [["h"], ["h", "r"], ["h", "s"], ["r", "q", "w"]])
def test_the_chapter_on_trust_with_few_sets(sets):
    whole = trust.read_chapter(BOOK)
    chapter = whole._replace(unseen=whole.unseen[whole.unseen["set"].isin(sets)], answers=first_runs.choose(whole.answers, sets=sets))
    kept = chapter.answers["set"].nunique()
    table = unseen.make_unseen_table(chapter, "event")
    assert [name.startswith("Together") for name in table["Set"][len(sets) :]][:1] == [True][: len(sets) > 1]
    assert len(table) == len(sets) + (len(sets) > 1) + (1 < kept < len(sets))
    assert (table["English"] != "–").sum() == kept + (len(sets) > 1 and kept == len(sets))
    told = unseen.tell_states(chapter)
    assert (told == "") == (len(sets) == 1) and ("only counts are kept" in told) == (kept < len(sets) and len(sets) > 1)
    check(
        trust.tell_answer(chapter), trust.tell_spots(chapter), told, unseen.tell_styles(chapter), unseen.tell_topic(chapter), unseen.tell_source(chapter), unseen.tell_alpha(chapter),
        *(unseen.caption_unseen(chapter, aspect) for aspect in ("code", "event")), unseen.caption_others(chapter), weak.caption_code_table(chapter), weak.list_weak(chapter),
    )  # fmt: skip
    check_table(table)
    check_table(unseen.make_other_table(chapter))


def test_an_interval_is_given_only_where_answers_are_kept():
    chapter = trust.read_chapter(BOOK)
    known = first_runs.count_articles(chapter.answers)
    names = first_runs.name_sets(chapter.unseen)
    for aspect in ("code", "event"):
        table = unseen.make_unseen_table(chapter, aspect).set_index("Set")
        given = table.iloc[:, 0].str.contains("(", regex=False)
        assert dict(given[list(names.values())]) == {called: name in known for name, called in names.items()}
        together = table.loc[f"Together (all {len(names)} sets)"]
        mine = chapter.unseen[chapter.unseen["aspect"] == aspect][["tp", "fp", "fn"]].astype(int).sum()
        assert together.iloc[0] == f"{2 * mine.tp / (2 * mine.tp + mine.fp + mine.fn):.2f}" and together["Labels"] == mine.tp + mine.fn


def test_on_how_few_articles_an_interval_rests():
    chapter = trust.read_chapter(BOOK)
    labels = chapter.gold
    told = [trust.tell_few(chapter._replace(gold=trust.Labels(labels.folder, labels.settled[:1] * n, [], []))) for n in (1, 5, 40)]
    assert ["rest on one article; over so few" in told[0], "rest on five articles; over so few" in told[1], told[2].endswith("rest on 40 articles.")] == [True] * 3


def test_weak_is_said_of_both_languages_and_of_each():
    chapter = trust.read_chapter(BOOK)
    first = chapter.codes.iloc[0]
    assert "is weak" not in weak.list_weak(chapter) and "below 0.8" in weak.list_weak(chapter)
    low = chapter._replace(codes=chapter.codes.assign(f1=[0.5, *chapter.codes["f1"][1:]]))
    assert f"this is:\n\n- **{first['label']}** (F1 0.50" in weak.list_weak(low) and "one code is weak" in weak.caption_code_table(low)
    scores = chapter.by_item.copy()
    mine = (scores["aspect"] == "code") & (scores["item"] == first["code"]) & (scores["language"] == "en")
    scores.loc[(scores["aspect"] == "code") & (scores["language"] == "en"), "f1"] = 0.9  # whatever the labels of the day give
    scores.loc[mine, "f1"] = 0.6
    english = chapter._replace(by_item=scores)
    assert f"one code is: {first['label']} (0.60" in weak.list_weak(english) and "alone" not in weak.list_weak(english)
    assert weak.caption_code_table(english).endswith("over both languages, one in English.")
    check(weak.list_weak(low), weak.list_weak(english), weak.caption_code_table(low))


def test_what_is_carried_over_is_told_of_each_coder():
    def told(n, one, two):
        found = trust.trust.SpeakerCheck([], trust.trust.speaker_labels.Overruling(n, 0, ("Phạm Minh Chính",)), [trust.Basis("continued", n, one, two)])
        return trust.tell_carried(trust.find_carried(found)), agreement.tell_change(found)

    assert told(37, 0, 12) == (
        "coder A agrees with the tables in none of 37 decisions and coder B in twelve",
        "A reading of the codebook that carries no speaker over (of 37 decisions of this kind coder A gives another answer than the tables in all, coder B in 25) would take from Phạm Minh Chính whatever is carried over.",
    )
    assert told(1, 0, 1)[0] == "coder A does not agree with the tables and coder B agrees with the tables"
    assert "of one decision of this kind coder A gives another answer than the tables in one, coder B in none" in told(1, 0, 1)[1]
    assert agreement.tell_change(trust.trust.SpeakerCheck([], trust.trust.speaker_labels.Overruling(0, 0, ()), [])) == ""


@pytest.mark.parametrize(("both", "said"), [((), "in none of the three rows is one code taken"), ((0,), "in one of the three rows one code is taken"), ((0, 1, 2), "in all three rows one code is taken")])
def test_rows_in_which_a_code_is_taken_for_another(both, said):
    rows = [("a", "b" if i in both else None, 1) for i in range(3)]
    assert said in unseen.caption_mixings(pd.DataFrame(rows, columns=["missed", "found", "n"]))


def test_only_what_may_be_republished_is_shown():
    readings = stages.read_seeds(BOOK.seeds)
    shown = showcase.choose_reading(readings)
    found = quoting.list_found(shown)
    start, end = quoting.choose_stretch(shown, None)
    assert any(first < end and start < last for first, last in found) and end - start <= 280
    assert quoting.is_quoted(0, 1, [], "CC-BY-4.0") and not quoting.is_quoted(0, 1, [], None)
    cut = pd.DataFrame(reading_rows(shown))
    table = on_articles.make_sentence_table(cut, shown, None)
    assert (table["text"] == quoting.UNQUOTED).any() and (table["text"] != quoting.UNQUOTED).any()
    assert (on_articles.make_sentence_table(cut, shown, "CC0-1.0")["text"] != quoting.UNQUOTED).all()


def reading_rows(shown):
    from tradetalks import pipeline

    return pipeline.describe_sentences(shown.document)


# ---- the sides' positions, and what is inferred

SENTENCES = pd.DataFrame(
    [
        ("a.s001", "a", "The US has proposed a concrete negotiation schedule."),
        ("a.s002", "a", "Vietnam is ready to negotiate according to US proposals, he said; more follows."),
        ("a.s003", "a", "He asked us and proposed nothing."),
        ("a.s004", "a", "Phía Mỹ đánh giá cao thiện chí của Việt Nam."),
        ("a.s005", "a", "Exports to the US proposed by firms rose."),
        ("b.s001", "b", "The US has proposed talks with Japan."),
    ],
    columns=["sentence_id", "article_id", "text"],
)
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "on_topic": [True, False]})


def test_the_us_side_is_found_by_speaker_and_by_verb():
    codings = pd.DataFrame([("a.s003", "Jamieson Greer"), ("a.s004", "Phạm Minh Chính")], columns=["sentence_id", "attributed_to"])
    found = positions.find_us_words(codings, SENTENCES, ARTICLES)
    assert found["sentence_id"].tolist() == ["a.s001", "a.s003", "a.s004"]
    assert found["speaker"].tolist() == [positions.US, "Jamieson Greer", positions.US]
    assert found["told_by"].tolist() == [None, None, "Phạm Minh Chính"]


def test_readiness_is_quoted_to_the_end_of_its_clause():
    found = positions.find_readiness(SENTENCES, ARTICLES)
    assert found["words"].tolist() == ["Vietnam is ready to negotiate according to US proposals, he said"]


MENTIONS = pd.DataFrame(
    [("a.e001", "m1", "2025-05-06", "corpus"), ("b.e001", "m1", "2025-05-06", "stated"), ("a.e002", "m2", "2025-05-24", "article-date"), ("a.e003", "m3", None, None)],
    columns=["event_mention_id", "event_id", "date_start", "date_basis"],
)


def test_a_year_is_inferred_where_no_article_prints_it():
    assert inferred.list_inferred(MENTIONS) == {"m2"}
    assert inferred.mark("24 May 2025", "m2", {"m2"}) == "24 May [2025]" and inferred.mark("6 May 2025", "m1", {"m2"}) == "6 May 2025"
    assert inferred.mark_deadline("30 April 2025", "2025-04-30", "by April 30") == "30 April [2025]"
    assert inferred.mark_deadline("in May 2025", "2025-05", "in May 2025") == "in May 2025"
    assert "is that of the article's own date ([one date](ev:a.e002))" in inferred.tell_rules(MENTIONS)
    assert inferred.tell_rules(MENTIONS, ["m1"]) == ""


def test_what_a_stage_shows_is_said_in_words():
    assert on_articles.tell_held([True, True]) == "Both sentences are letter by letter what the file holds there."
    assert on_articles.tell_held([True] * 3, ["body", "body", "margin"]) == "Both sentences and one credit are letter by letter what the file holds there."
    assert on_articles.tell_held([True], ["title"]) == "One headline is letter by letter what the file holds there."
    assert on_articles.tell_held([]) and "None" not in on_articles.tell_held([False])
    assert on_mentions.tell_months({}) == "No article states a month with its year."
    assert on_mentions.tell_months({(2025, 5): 2, (2025, 4): 1}) == "Stated with their year are: April 2025 in one article and May 2025 in two articles."
    for one in stages.read_seeds(BOOK.seeds):
        told = on_codings.tell_speaking(one, None)
        check(told)
        quoted = re.search(r"ev:(\S+\.s\d+)\)$", told)
        said = [speaker.sentence for speaker in one.speakers if speaker.how == "verb"]
        assert quoted is None or int(quoted[1][-3:]) in said
        body = {sentence.number for sentence in one.document.sentences if sentence.role == "body"}
        named = {speaker.sentence for speaker in one.speakers if speaker.how in ("verb", "according", "title")} & body
        assert not body or showcase.share(len(named), len(body), "sentence") in told


def test_a_page_counts_sentences_of_the_body_and_headlines_apart():
    codings, sentences, codes = (BOOK.table(name) for name in ("codings", "sentences", "codebook"))
    found = repeats.divide(codings, sentences)
    roles = sentences.set_index("sentence_id")["role"]
    assert set(found.body["sentence_id"].map(roles)) == {"body"} and set(found.apart["role"]) == {"title"}
    assert len(found.body) + len(found.apart) == len(codings)
    told = on_codings.tell_codings(codings, codes, BOOK.table("goods"), found)
    assert f"in {found.body['sentence_id'].nunique()} sentences and one headline carry" in told
    table = on_codings.make_speaker_table(found)
    assert list(table["way"]).count("in a headline, counted apart") == 1 and table["spans"].sum() == len(codings)
    assert "Not counted here is one headline, with [mutual benefit]" in on_codings.caption_codes(codes, found)
    counts = on_codings.make_code_table(codes, found.body, BOOK.table("articles")).set_index("label")["n"]
    chapter = principles.read_chapter(BOOK)
    for row in chapter.counted.itertuples():
        assert counts[f"{row.label} (principle)"].startswith(f"[{row.n_sentences}]") or not row.n_sentences
    outlet = outlets.make_outlet_table(outlets.read_chapter(BOOK))
    assert outlet["coded"].sum() == found.body["sentence_id"].nunique()
    whole = repeats.Counted(found.body.iloc[:0], found.apart.iloc[:0])
    assert repeats.tell_places(whole) == "no sentences" and repeats.tell_places(whole._replace(apart=found.apart)) == "one headline"


def test_what_stops_a_hit_is_said_in_words():
    assert on_codings.tell_guard("not after: 'balanced'", True) == "“balanced” before it"
    assert on_codings.tell_guard("unless: 'US'", False) == "other words in its sentence"
    assert on_codings.tell_guard("needs: a / b", True) == "words that it needs are missing"
    assert on_codings.tell_guard("the sentence is about another country", False) == "the sentence is about another country"


def test_both_chapters_have_the_same_speakers():
    chapter, chapter_on_trust = principles.read_chapter(BOOK), trust.read_chapter(BOOK)
    speakers = agreement.check_speakers(chapter_on_trust)
    naming, counted = chapter.naming, principles.attribution.count_ways(chapter.codings[chapter.codings["code"].isin(chapter.said["code"])])
    mine = counted[counted["who"] == naming.who].set_index("way")["n_sentences"]
    assert (naming.named, naming.carried) == (mine[principles.attribution.SAID], mine[principles.attribution.CARRIED])
    told = agreement.tell_principles(chapter_on_trust, speakers)
    assert f"{prose.none(naming.named)} in which" in told and f"{prose.none(naming.carried)} more by carrying over" in told
    assert f"coder A gives {prose.none(naming.one)} and coder B {prose.none(naming.two)}" in told
    assert f"{prose.none(naming.one)} and {prose.count('sentence', naming.two)} with a principle" in principles.tell_mouths(chapter)
    pairs = {(pair.one, pair.two): pair.alpha for pair in speakers.pairs}
    found = chapter.speakers
    assert (found.between, found.with_one, found.with_two) == (pairs["coder A", "coder B"], pairs["coder A", "table"], pairs["coder B", "table"])
    verb, carried = ({basis.basis: basis for basis in speakers.bases}[name] for name in ("verb", "continued"))
    assert found.named == verb and found.carried == carried


def test_what_the_labels_leave_open_is_said_where_instructions_are_counted():
    chapter = instructions.read_chapter(BOOK)
    found = chapter.labelled
    assert found.table.passages == len(chapter.passages) and found.table.distinct == len(chapter.told) > found.firm.distinct == found.settled.distinct
    assert f"The labels leave open whether one of the {found.table.distinct} is one; without it " in instructions.tell_left_out(chapter)
    assert "one is an instruction here ([“agencies must" in instructions.tell_left_out(chapter)
    on_gold = trust.read_chapter(BOOK)
    assert f"leave open whether one of the {found.table.distinct} is one" in agreement.tell_seen(on_gold)
    told = agreement.tell_gold(agreement.lay_out_gold(on_gold))
    assert f"passages with an instruction that the labels do not leave open ({found.settled.passages})" in told and " instructions (" not in told


def test_the_tables_of_the_first_chapters_have_words_for_short_names():
    rows = BOOK.table("event_mentions")
    told = on_mentions.tell_mention(rows)
    assert not set(told["kind"]) & set(rows["kind"]) and not set(told["date_basis"].dropna()) & set(rows["date_basis"].dropna())
    guessed = rows["mode_basis"] == "place"
    assert told.loc[guessed, "mode"].str.startswith("[").all()
    known = on_articles.make_known_table(BOOK.table("articles").iloc[0].to_dict())
    assert known.set_index("field").at["Language", "value"] == "English"
    months = on_mentions.tell_year_rule()
    assert "months away" in months


def test_pieces_that_are_no_sentences_are_named():
    pieces = pd.DataFrame({"role": ["body", "title", "margin", "margin", "caption"]})
    assert on_articles.tell_pieces(pieces) == " One headline, one caption of a picture and two credits, tags or source lines are cut out too and not counted as sentences; their words are."
    assert on_articles.tell_pieces(pieces.iloc[:2]) == " One headline is cut out too and not counted as a sentence; its words are."
    assert on_articles.tell_pieces(pieces.iloc[:1]) == ""


def test_complaints_name_their_events():
    events = BOOK.table("events")
    one = events["event_id"].iloc[0]
    complaints = pd.DataFrame([("ordinal", one, "7", "too late"), ("place", one, "X", "other")], columns=["field", "event_id", "value", "reason"])
    table = on_events.make_complaint_table(complaints, events)
    assert len(table) == 1 and one not in table.to_string()
    assert on_events.make_complaint_table(complaints.iloc[:0], events).empty


def test_what_was_stopped_is_quoted_only_where_it_may_be():
    readings = stages.keep_on_topic(stages.read_seeds(BOOK.seeds))
    stopped = on_codings.list_stopped(readings, codebook.load())
    assert len(stopped) and stopped["words"].isna().any() and stopped["words"].notna().any()
    table = on_codings.make_stopped_table(stopped)
    assert table["n"].sum() == len(stopped) and on_codings.make_stopped_table(stopped.iloc[:0]).empty
    assert on_codings.caption_stopped(stopped.iloc[:1]) == "One hit that was not coded, by code."
    quotable = set(BOOK.table("codings")["sentence_id"])
    texts = BOOK.table("sentences")
    hidden = texts[~texts["sentence_id"].isin(quotable)]["text"].str.cat(sep=" ")
    assert not any(words in hidden for words in stopped["words"].dropna() if len(words.split()) > 3)
