"""Rules about slots and tasks: what is held by whom, when it may be, and for how long."""
