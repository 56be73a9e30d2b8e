"""Invents quarters: streets, buildings, what is known of them, areas, statistics; the same seed, the same quarter."""
