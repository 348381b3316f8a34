"""Measures the whole system from outside: the same door as a resident's, gold answers, figures, load. Never imported by the product."""
