"""Replication plans: composed from an edition, adapted, reviewed, and told when the practice has a new edition."""
