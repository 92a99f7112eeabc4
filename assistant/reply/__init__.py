"""What the model is told, what it writes, and what of that stands."""
