"""Who takes up which practice where: stages, moves from one to the next, and how an attempt ended."""
