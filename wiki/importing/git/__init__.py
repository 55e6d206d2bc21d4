"""Reads git repositories and bundles: the history of their pages over every parent of every merge."""
