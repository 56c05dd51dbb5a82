"""Diagnostics as text: for a terminal with the line and a caret, concise for editors, JSON and SARIF for
programs.
"""
