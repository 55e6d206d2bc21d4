"""Whether a practice fits a city: what the city says of itself, what the practice needs, and how the two meet."""
