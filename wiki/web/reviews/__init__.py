"""What pages tell members of reviews."""
