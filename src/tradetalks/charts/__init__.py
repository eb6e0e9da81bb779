"""Charts: tables in, matplotlib figures out, in one voice (`voice.py`). They know nothing of parsing."""
