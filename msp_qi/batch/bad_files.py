"""Which files of the data hold something that cannot be used: each named once, with its first place."""

from collections import Counter

from msp_qi.data.validate import CheckResult


def bad_files(checked: CheckResult) -> tuple[str, ...]:
    """A sentence for each file with an error: how many, and the file, row and column of the first.

    Parameters
    ----------
    checked : CheckResult
        The data as read and checked.

    Returns
    -------
    tuple of str
        In the order of the files. No value of any cell is in them.
    """
    errors = [issue for issue in checked.issues if issue.severity == "error"]
    counts = Counter(issue.file for issue in errors)
    first = {issue.file: issue for issue in reversed(errors)}
    return tuple(
        f"{first[file].place}: expected {first[file].expected}"
        + (f" (and {counts[file] - 1} more in this file)" if counts[file] > 1 else "")
        for file in sorted(counts)
    )
