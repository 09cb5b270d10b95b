"""Repositories of configurations: what the git program says of them, bare or not. Nothing is ever checked out."""
