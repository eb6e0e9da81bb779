"""YAML, and the files of it that come with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

#: The loader written in C where the library has it: the other takes most of the time of a small build.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """What a text in YAML says. Raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)


def load_yaml(*parts: str) -> Any:
    """What a file of the package says, such as `load_yaml("codebook", "topic.yml")`."""
    return parse_yaml(files(__package__).joinpath(*parts).read_text(encoding="utf-8"))
