"""Where articles differ on what an answer tells: every version with its outlet and day, found by code alone."""

from assistant.accounts.disagreement import differing

__all__ = ["differing"]
