"""Who works here, for the journal."""

import os
import pwd


def user() -> str:
    """The name of the operating system's user, or its number where it has no name."""
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
