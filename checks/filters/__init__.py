"""Packet filters as sets: which traffic an entry permits or denies, read from the configurations of many makers."""
