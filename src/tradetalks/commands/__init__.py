"""Commands that only join stages; the others live beside what they do."""
