"""Reading configurations: each way to write one, and what they share. `checks.tree` chooses."""
