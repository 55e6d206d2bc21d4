"""``import``: take over pages from a folder, a git repository or a git bundle."""
