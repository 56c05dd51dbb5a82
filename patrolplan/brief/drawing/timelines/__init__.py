"""Timelines: by asset, by area and by nation. Each is a table of rows with a picture in each row, so that it
breaks between rows on paper, repeats its axis there, and reads row by row to a screen reader.
"""
