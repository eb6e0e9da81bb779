"""What the notebooks of the book have in common, loaded by being imported: see `kernels`, whose kernels begin with it."""

import contextlib
import pkgutil
from importlib import import_module

import ipykernel.debugger  # noqa: F401  (each kernel would load it)
import ipykernel.kernelapp  # noqa: F401
import matplotlib.pyplot  # noqa: F401

from tradetalks import codebook, pages
from tradetalks.errors import InputError

for chapter in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
    import_module(chapter.name)
with contextlib.suppress(InputError):  # told by the page that reads it
    codebook.load()
