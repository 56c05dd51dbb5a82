"""Rules about tracks: one place at a time, speed, land and closed zones, chops, closest approach."""
