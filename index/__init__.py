"""OnRecord."""
