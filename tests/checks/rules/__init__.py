"""Verdicts of rules that their examples cannot show."""
