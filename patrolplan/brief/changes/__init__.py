"""What changed since an older plan, as a section of the page.

Both plans on one map and one timeline, what each nation must be told, and every change in a row. A change is
known by its number on all of them; nothing here needs scripts.
"""
