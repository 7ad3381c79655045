"""The parts of the bench pause: somebody who goes on writing promotions, and what arrived where and when."""
