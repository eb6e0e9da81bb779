"""The yardstick: the same codings and dates by general tools, spaCy's blank pipeline with Matcher and dateparser.search.

Run by the benchmark in an environment of its own; prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path


def main(seeds: str, rules_file: str, sample: str) -> None:
    import dateparser
    import spacy
    from dateparser.search import search_dates
    from spacy.matcher import Matcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = Matcher(nlp.vocab)
    rules = json.loads(Path(rules_file).read_text(encoding="utf-8"))
    for code, patterns in rules.items():
        patterns = [pattern for pattern in patterns if any(token and token != {"OP": "?"} for token in pattern)]
        if patterns:
            matcher.add(code, patterns)
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(seeds).glob("*.txt"))[: int(sample)]]
    search_dates("On 3 May 2025 they met.", languages=["en"])  # what is loaded once is not counted
    started = time.process_time()
    found = 0
    for text in texts:
        found += len(matcher(nlp(text)))
        found += len(search_dates(text, languages=["en"]) or ())
    seconds = time.process_time() - started
    print(json.dumps({"articles": len(texts), "seconds": seconds, "found": found, "rules": sum(map(len, rules.values())), "spacy": spacy.__version__, "dateparser": dateparser.__version__}))


if __name__ == "__main__":
    main(*sys.argv[1:])
