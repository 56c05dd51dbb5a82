"""From a problem to itineraries, levels and a bound. Knows arrays only: no ship, sea or clock.

Every holder bids by an exact longest path over (sector, time) (`chain`), priced by `gains` from the
POD tables (`tables`). Levels tuned against those bids give the bound (`levels`, `private`); the same
bids, with what others already see taken off, build and improve the plan (`state`, `search`).
"""
