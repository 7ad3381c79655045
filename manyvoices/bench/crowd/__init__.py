"""The parts of the bench people: an organisation of ten thousand, and somebody who asks for its pages."""
