"""Who runs the outlets."""

from datetime import date

import pandas as pd
import pytest

from tradetalks import owners, project
from tradetalks.pages import outlets

CHAPTER = outlets.read_chapter(project.find())


def choose(publishers: list) -> outlets.Chapter:
    """The chapter as if so many of its articles came from these outlets."""
    articles = CHAPTER.articles.head(len(publishers)).copy()
    articles["publisher"] = pd.Series(publishers, index=articles.index, dtype=object)
    return CHAPTER._replace(articles=articles)


def test_every_outlet_that_is_described_says_who_runs_it_and_who_says_so():
    assert owners.load_owners()
    for owner in owners.load_owners().values():
        assert owner.run_by in owners.RUN_BY and owner.what and owner.says
        assert owner.url.startswith("http") and date.fromisoformat(owner.read)


def test_names_are_found_in_any_capitals_and_unknown_ones_are_none():
    assert owners.find_owner("vov") is owners.find_owner("VOV") is not None
    assert owners.find_owner("The Daily Unheard") is None and owners.find_owner(None) is None and owners.find_owner(float("nan")) is None


def test_outlets_are_grouped_by_who_runs_them_the_unknown_last():
    assert owners.group_publishers(["No Such", "Lao Động", "VOV"]) == {"state": ["VOV"], "organisation": ["Lao Động"], "": ["No Such"]}


@pytest.mark.parametrize(
    ("publishers", "told"),
    [
        ([], "No article here is on the talks."),
        (["No Such"], "Who runs these outlets is not described here."),
        (["VOV"], "on the talks is from VOV, run by the state. None that is described is private or foreign."),
        (["VOV", None], "is from VOV, run by the state. Who runs the outlet of the other article is not described here, so it cannot be said either whether its text is its own."),
        (["VOV", "Viet Nam News", "Lao Động", "No Such", "None Such"], "are from VOV and Viet Nam News, run by the state; "),
    ],
)
def test_the_sentence_holds_for_none_one_and_many(publishers, told):
    assert told in outlets.tell_owners(choose(publishers))


def test_the_table_says_of_an_outlet_that_it_is_not_described():
    table = outlets.make_owner_table(choose(["VOV", "No Such"]))
    assert table["outlet"].tolist() == ["VOV", "No Such"]
    assert table["what"].tolist() == ["The national radio, an agency of the government", None]
    assert "](http" in table["source"][0] and table["source"][1] is None
