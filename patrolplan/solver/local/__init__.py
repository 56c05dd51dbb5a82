"""Local search on tours: visits with windows and prizes, a few tours to make them in, nothing else.

`tours` says what such a problem is and reads one out of a detachment's rows; `route` keeps each tour's
earliest and latest times, so that any change is tested in constant time; `moves` changes tours (insert,
eject and re-insert, swap, move of a segment, 2-opt, exchange of tails); `anneal` puts the moves together;
`bound` proves how much no tours can pass, by levels as everywhere in the solver. Arrays only.
"""
