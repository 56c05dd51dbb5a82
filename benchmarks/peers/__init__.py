"""What others would plan: one file a peer, all on the same problem in the same seconds, one table."""
