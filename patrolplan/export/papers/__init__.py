"""What people read on paper: the tasking message and the turnover of one asset."""
