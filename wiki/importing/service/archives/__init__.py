"""Pages of an export become pages here, as they were there. The caller commits."""
