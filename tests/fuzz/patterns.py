"""The patterns of the package, and which of them repeat without bound what they already repeat without bound.

Run as a program it prints every pattern that the package compiles, as JSON.
"""

import json
import re
import sys
from pathlib import Path
from re import _constants, _parser

ALPHABET = frozenset([*map(chr, range(32, 127)), *"\n\r\táàảãạđêệơưỳỵĐÊÔ–—…“”’\u200b"])
_ENDLESS = ("MAX_REPEAT", "MIN_REPEAT")
_GROUPS = ("SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP")


def find_nested(pattern: str, flags: int) -> bool:
    """Whether a repetition without end stands inside another one with nothing between its turns that tells them apart."""
    return _search(_parser.parse(pattern, flags & ~re.DEBUG))


def _search(tree) -> bool:
    for op, value in tree:
        if str(op) in _ENDLESS and value[1] == _constants.MAXREPEAT:
            inner = [charset for charset in _repeated(value[2])]
            if inner and not _parted(value[2], frozenset().union(*inner)):
                return True
        if any(_search(part) for part in _parts(op, value)):
            return True
    return False


def _parts(op, value):
    name = str(op)
    if name in _GROUPS:
        return [value if name == "ATOMIC_GROUP" else value[-1]]
    if name == "BRANCH":
        return value[1]
    if name in (*_ENDLESS, "POSSESSIVE_REPEAT"):
        return [value[2]]
    if name == "GROUPREF_EXISTS":
        return [part for part in value[1:] if part]
    return []


def _repeated(tree):
    """What each endless repetition inside can eat."""
    for op, value in tree:
        if str(op) in _ENDLESS and value[1] == _constants.MAXREPEAT:
            yield _eats(value[2])
        elif not str(op).startswith("ASSERT"):
            for part in _parts(op, value):
                yield from _repeated(part)


def _eats(tree) -> frozenset:
    """Every character that some part of a pattern can eat."""
    eaten = frozenset()
    for op, value in tree:
        name = str(op)
        if name.startswith("ASSERT"):
            continue
        own = _own(op, value)
        eaten |= frozenset().union(*map(_eats, _parts(op, value))) if own is None else own
    return eaten


def _own(op, value):
    """The characters of a single-character item; None for anything else."""
    if str(op) not in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
        return None
    item = _parser.SubPattern(_parser.State(), [(op, value)])
    compiled = re._compiler.compile(item, 0)
    return frozenset(char for char in ALPHABET if compiled.fullmatch(char)) | (frozenset(chr(value)) if str(op) == "LITERAL" else frozenset())


def _parted(tree, inner: frozenset) -> bool:
    """Whether each turn must eat a character that the repetitions inside it cannot eat."""
    for op, value in tree:
        name = str(op)
        own = _own(op, value)
        if own is not None:
            if not own & inner:
                return True
        elif name == "BRANCH":
            if all(_parted(part, inner) for part in value[1]):
                return True
        elif name == "SUBPATTERN" or name == "ATOMIC_GROUP" or name in _ENDLESS and value[0] > 0:
            if any(_parted(part, inner) for part in _parts(op, value)):
                return True
    return False


def main() -> None:
    seen: dict[tuple[str, int], None] = {}
    compile_one = re._compile

    def record(pattern, flags):
        frame = sys._getframe(1)
        while frame and "/re/" in frame.f_code.co_filename.replace("\\", "/"):
            frame = frame.f_back
        if frame and "tradetalks" in frame.f_code.co_filename and isinstance(pattern, str):
            seen[pattern, int(flags)] = None
        return compile_one(pattern, flags)

    re._compile = record
    from importlib import import_module
    from pkgutil import walk_packages

    import tradetalks

    for module in walk_packages(tradetalks.__path__, "tradetalks."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    from tradetalks.codebook import load
    from tradetalks.corpus import make_document
    from tradetalks.pipeline import hold, read
    from tradetalks.positions import load_patterns

    load_patterns()
    for path in sorted((Path(__file__).parents[1] / "practice").glob("p-*.txt")):
        hold(read(make_document("a", path.read_bytes().decode("utf-8")), load()))
    print(json.dumps(list(seen)))


if __name__ == "__main__":
    main()
