"""Press articles on the Việt Nam–US trade talks, read into tidy tables."""

__version__ = "0.1.0"
