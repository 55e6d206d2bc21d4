"""Takes foreign syntax out of Markdown and points its links and pictures into the wiki. Pure text in, text out."""
