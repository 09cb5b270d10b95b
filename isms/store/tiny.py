"""TinyDB, made safe. The only home of tinydb and the file lock."""
