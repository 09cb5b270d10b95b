"""Tests of reading packet filters and of their arithmetic."""
