"""Messages from elsewhere: doors, files, sightings."""
