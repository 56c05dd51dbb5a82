"""Rules about what the record claims: papers, rates, POD, values and score, each computed again."""
