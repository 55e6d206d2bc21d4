"""Facts of practices and meetings in pages and forms: what templates draw, without any address."""
