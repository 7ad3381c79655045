"""Networks: one adapter for each, over one contract, without Django."""
