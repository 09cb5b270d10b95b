"""Benchmarks: how fast `isms` is beside other tools. Called by `make bench`, not by the test suite."""
