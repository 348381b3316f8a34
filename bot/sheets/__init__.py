"""Sheets (CSV files) as people keep them: rows, cells, and every fault by file, row and column. Knows no room's columns."""
