"""Evaluation: questions with what a right answer holds, put to the assistant, measured, compared and reported."""
