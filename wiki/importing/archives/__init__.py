"""Our own exports as a source: read as they are, with nothing cleaned and nothing guessed."""
