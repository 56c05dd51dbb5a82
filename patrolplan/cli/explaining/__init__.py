"""Answers of `explain` in sentences, and their figures."""
