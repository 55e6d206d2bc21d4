"""What a city learns while it takes up a practice: adaptations, barriers, deviations and lessons, as they happen."""
