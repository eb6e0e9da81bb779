"""`make bench`: the whole pipeline against the yardstick, in one run, on one core.

Prints articles a second, peak memory, how cost grows with the size of the collection, the ratio to the yardstick
(`dateparser.search` with spaCy's blank pipeline and Matcher, see yardstick.py), and where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tradetalks import pipeline
from tradetalks.codebook import load

from .corpus import make_articles
from .phrases import export_rules

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, comma-separated (default 1000,10000; 100000 takes minutes)")
    parser.add_argument("--yardstick", metavar="PYTHON", default=os.environ.get("YARDSTICK_PYTHON", ""), help="the Python that has dateparser and spaCy")
    parser.add_argument("--sample", type=int, default=60, help="articles that the yardstick reads")
    parser.add_argument("--profile", type=int, default=300, help="articles to profile")
    chosen = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rates = measure_pipeline(folder, [int(size) for size in chosen.sizes.split(",")])
        if chosen.yardstick:
            compare(folder, chosen.yardstick, chosen.sample, rates)
        profile(folder, chosen.profile)


def measure_pipeline(folder: Path, sizes: list[int]) -> dict[int, float]:
    """Build collections of several sizes, each in a process of its own; articles a second of processor time by size."""
    rates = {}
    print("articles   MB   seconds  articles/s  ms/article  peak MB")
    for size in sizes:
        seeds, data = folder / f"seeds-{size}", folder / f"data-{size}"
        bytes_made = make_articles(ROOT / "seeds", size, seeds)
        used, peak = run_build(seeds, data)
        empty, _ = run_build(ROOT / "seeds", folder / "data-start")
        spent = max(used - empty, 1e-9)
        rates[size] = size / spent
        print(f"{size:8d} {bytes_made / 1e6:5.1f} {used:8.1f} {size / spent:11.0f} {spent / size * 1e3:11.2f} {peak:8.0f}")
    if len(rates) > 1:
        small, large = min(rates), max(rates)
        print(f"growth: an article costs {rates[small] / rates[large]:.2f} times as much among {large} as among {small} (start-up taken off)")
    return rates


def run_build(seeds: Path, data: Path) -> tuple[float, float]:
    """Processor seconds and peak memory (MB) of `tradetalks build` as a process."""
    script = (
        "import resource, sys; from tradetalks.pipeline import build; build(sys.argv[1], sys.argv[2], lambda line: None);"
        "used = resource.getrusage(resource.RUSAGE_SELF); print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    told = subprocess.run([sys.executable, "-c", script, str(seeds), str(data)], check=True, capture_output=True, text=True)
    used, peak = told.stdout.split()
    return float(used), float(peak)


def compare(folder: Path, python: str, sample: int, rates: dict[int, float]) -> None:
    """The yardstick on some of the articles, and how many times slower it is."""
    rules = folder / "rules.json"
    rules.write_text(json.dumps(export_rules(load())), encoding="utf-8")
    seeds = folder / f"seeds-{min(rates)}"
    told = subprocess.run([python, str(ROOT / "bench" / "yardstick.py"), str(seeds), str(rules), str(sample)], check=True, capture_output=True, text=True)
    report = json.loads(told.stdout.splitlines()[-1])
    rate = report["articles"] / report["seconds"]
    print(f"yardstick: {rate:.1f} articles/s (dateparser {report['dateparser']}, spaCy {report['spacy']}, {report['rules']} rules, {report['articles']} articles)")
    for size, ours in rates.items():
        print(f"ratio on {size} articles: {ours / rate:.0f} times the yardstick")


def profile(folder: Path, count: int) -> None:
    """Where the time of the pipeline goes, by module."""
    seeds = folder / "seeds-profile"
    make_articles(ROOT / "seeds", count, seeds)
    pipeline.build(ROOT / "seeds", folder / "data-warm", lambda line: None)
    profiler = cProfile.Profile()
    profiler.runcall(pipeline.build, seeds, folder / "data-profile", lambda line: None)
    stats = pstats.Stats(profiler, stream=io.StringIO())
    spent: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():
        if module := name_module(file):
            spent[module] = spent.get(module, 0) + own
        else:  # built-in and library time belongs to the modules that call it, by share of calls
            calls = sum(entry[0] for entry in callers.values()) or 1
            for (caller, _, _), entry in callers.items():
                at = name_module(caller) or "libraries"
                spent[at] = spent.get(at, 0) + own * entry[0] / calls
    total = sum(spent.values())
    print("where the time goes (profiled, share of own time):")
    for module, seconds in sorted(spent.items(), key=lambda item: -item[1])[:14]:
        print(f"  {module:20s} {seconds / total:6.1%}")


def name_module(file: str) -> str:
    """The module of the package that a source file is, or the subpackage that it belongs to; empty for any other file."""
    path = Path(file)
    package = ROOT / "src" / "tradetalks"
    return path.relative_to(package).parts[0].removesuffix(".py") if path.is_relative_to(package) else ""


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"in all {time.perf_counter() - started:.0f} s, peak of the largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
