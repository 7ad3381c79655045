"""The media library: pictures and films that more than one post may use."""
