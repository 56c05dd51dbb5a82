"""Accounts: one row for each asset, nation, sortie, task, area, sector or period, and hours spent."""
