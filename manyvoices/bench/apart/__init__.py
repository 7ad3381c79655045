"""Where benches run: a data folder and a database of their own, in processes that can be asked what they used."""
