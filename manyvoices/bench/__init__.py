"""Measurements. Each module has `measure()`, an iterable of mappings; `manyvoices bench NAME` prints them."""
