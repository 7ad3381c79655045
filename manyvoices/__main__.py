"""`python -m manyvoices` is the command `manyvoices`."""

from manyvoices.shell.entry import main

main()
