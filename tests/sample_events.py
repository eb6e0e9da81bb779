"""Tables of events for the tests of cadence and charts."""

import pandas as pd

COLUMNS = ["event_id", "kind", "date_start", "date_end", "ordinal", "ordinal_basis", "status"]


def make_events(*rows: tuple) -> pd.DataFrame:
    """(id, kind, first day, last day, ordinal) or with a status."""
    made = [
        (name, kind, start, end, rank, "reported" if rank else None, status[0] if status else "held")
        for name, kind, start, end, rank, *status in rows
    ]
    table = pd.DataFrame(made, columns=COLUMNS, dtype=object)
    return table.assign(ordinal=table["ordinal"].astype("Int64"))


FIVE = make_events(
    ("s1", "ministerial-session", "2025-04-12", "2025-04-12", None),
    ("m1", "government-meeting", "2025-04-22", "2025-04-22", None),
    ("m2", "government-meeting", "2025-04-29", "2025-04-29", 6),
    ("m3", "government-meeting", "2025-05-06", "2025-05-06", 7),
    ("s2", "ministerial-session", "2025-05-16", "2025-05-16", None),
    ("r2", "negotiation-round", "2025-05-19", "2025-05-22", 2),
    ("m4", "government-meeting", "2025-05-24", "2025-05-24", None),
)
EMPTY = FIVE.iloc[:0]
