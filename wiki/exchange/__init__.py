"""How cities learn from each other: the log of their visits and workshops, what they want to learn, and from whom."""
