"""Every network of wiring.NETWORKS is held to the one contract."""
