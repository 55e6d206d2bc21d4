"""An export: Markdown with front matter, files, a list of what belongs to no text, and a git history of it all."""
