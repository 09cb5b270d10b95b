"""The rule language: patterns in the words of devices, and the conditions that rules are made of."""
