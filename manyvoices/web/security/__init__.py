"""How one signs in: password, passkeys, the app, recovery codes, and where one is signed in."""
