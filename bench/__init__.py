"""Measurements of speed and cost; `make bench` runs them. Not part of the package."""
