"""Where a form may lead back to."""


def is_local(target: str) -> bool:
    """Tell whether a redirect's target stays on this site: a path, not another host in disguise."""
    # A browser drops tabs and line ends before it reads an address, so "/<tab>/" is "//" to it.
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
