"""The parts of the bench pages: a hundred thousand posts, and a reader who asks again and again."""
