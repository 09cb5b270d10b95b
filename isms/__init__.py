"""Infrastructure and security compliance for German municipalities."""

__version__ = "0.1.0"
