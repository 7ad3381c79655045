"""Why Manyvoices does not start, in one sentence, with the exit code the command line documents."""

FAILED = 1
USAGE = 2
ENVIRONMENT = 3
DATABASE = 4


class Problem(Exception):
    """`str()` says what happened, what it means and what to do; `code` is the exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code
