"""Who edits: what is written beside an edit in a story's history."""

import getpass


def account_name() -> str:
    """Return the name of the account under which the program runs, or `""` where it has none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container's number without a name, by Python version
        return ""
