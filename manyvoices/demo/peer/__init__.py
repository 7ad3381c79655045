"""Platform 9: the second server that comes with the demo."""
