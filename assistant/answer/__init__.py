"""The answer a reader gets: its text, the days of what it tells, its notes, or why there is none."""
