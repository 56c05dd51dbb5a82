"""From a problem to itineraries, levels and a bound. Knows arrays only: no ship, sea or clock.

Every holder bids by an exact longest path over (sector, time) (`chain`), priced by `gains` from the
POD tables (`tables`); flights bid with memory of their own looks (`sortie`, `days`, `beam`). Levels tuned
against those bids give the bound (`levels`, `columns`, `tuning`, `certify`); the same bids, with what
others already see taken off, build and improve the plan (`board`, `insert`, `moves`, `search`); a small
fleet is proven to the end by cases (`fleet`, `branch`). `run` puts them in order.
"""
