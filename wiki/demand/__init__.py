"""What people need and the wiki does not have: practices they ask for, and searches that found nothing."""
