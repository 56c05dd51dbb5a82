"""The solver, module by module, against slow plain answers written apart (`plain`, tests/oracles)."""
