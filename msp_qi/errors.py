"""What a person is told when something cannot be done: one sentence, no traceback, an exit status."""

EXIT_WELL = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_IN_USE = 3


class UserError(Exception):
    """A mistake that a person can mend: the sentence says what is wrong, where, and the fix.

    Parameters
    ----------
    sentence : str
        Shown as it is, without a traceback.
    exit_status : int
        What the command line returns.

    Examples
    --------
    >>> str(UserError("No file audit.xlsx here; check the name."))
    'No file audit.xlsx here; check the name.'
    """

    def __init__(self, sentence: str, exit_status: int = EXIT_USAGE) -> None:
        super().__init__(sentence)
        self.exit_status = exit_status
