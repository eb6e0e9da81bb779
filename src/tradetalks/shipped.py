"""The files that come with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

#: The loader written in C where the library has it: the other takes most of the time of a small build.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(*parts: str) -> Any:
    """What a file of the package says, such as `load_yaml("codebook", "topic.yml")`."""
    return yaml.load(files(__package__).joinpath(*parts).read_text(encoding="utf-8"), Loader=_LOADER)
