"""Tests of the judge: mutations as library code, plans to try it on, and the rules one by one."""
