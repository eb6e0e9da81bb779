"""What pages take from the tables alike."""

import pandas as pd

from tradetalks import rows

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "on_topic": [True, False, None]})


def test_an_article_of_which_it_is_not_known_is_not_on_the_talks():
    for kind in (object, "boolean"):
        assert rows.keep_on_topic(ARTICLES.astype({"on_topic": kind}))["article_id"].tolist() == ["a"]
    assert rows.keep_on_topic(ARTICLES.iloc[:0]).empty


def test_rows_are_found_by_their_id():
    assert rows.index_rows(ARTICLES, "article_id")["c"] == {"article_id": "c", "on_topic": None}


def test_ids_of_several_rows_keep_their_order():
    assert rows.gather_ids(pd.Series([["b"], [], ["a", "b"]])) == ["b", "a", "b"]
