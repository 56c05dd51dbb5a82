"""Tests of the plan file; `samples`, `sample_large` and `strategies` serve the other rooms too."""
