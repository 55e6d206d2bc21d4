"""Facts of practices in pages and forms: what templates draw, without any address."""
