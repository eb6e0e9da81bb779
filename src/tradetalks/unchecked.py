"""`inflect` without the checks that typeguard weaves into each of its functions when it is imported.

They take more than two seconds, in every kernel of every notebook, and check arguments that the type checker has seen.
"""

import typeguard

_checked = typeguard.typechecked
typeguard.typechecked = lambda function: function
try:
    import inflect
finally:
    typeguard.typechecked = _checked

__all__ = ["inflect"]
