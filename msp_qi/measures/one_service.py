"""The counts of one service, taken from those of many that were counted together."""

from dataclasses import dataclass

import pandas as pd

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.compute import Measures
from msp_qi.measures.context import context_of


@dataclass(frozen=True)
class Counted:
    """What can be written to a file and taken up by another process; see :class:`Measures` for the columns.

    Parameters
    ----------
    table, apart, between : DataFrame
        Of one service. Where nothing is counted for it, ``table`` holds another service's rows, which say from which
        to which month the data reach.
    not_collected : tuple of str
        As for the services that were counted together.
    """

    table: pd.DataFrame
    apart: pd.DataFrame
    between: pd.DataFrame
    not_collected: tuple[str, ...]

    def measures(self, data: AuditData, uncounted: pd.DataFrame, as_of: pd.Timestamp) -> Measures:
        """The counts, with what they were counted from.

        Parameters
        ----------
        data : AuditData
            The part of the data.
        uncounted : DataFrame
            The rows of all services that are counted nowhere.
        as_of : Timestamp
            The day of the report.

        Returns
        -------
        Measures
        """
        return Measures(
            self.table,
            self.apart,
            self.between,
            self.not_collected,
            uncounted,
            data,
            context_of(data, as_of),
        )


def counted(measures: Measures) -> dict[str, Counted]:
    """The counts service by service.

    Parameters
    ----------
    measures : Measures
        Of some services, by month and by our own indicators.

    Returns
    -------
    dict of str to Counted
        Every service of the data.
    """
    parts = [_by_service(frame) for frame in (measures.table, measures.apart, measures.between)]
    others = next(iter(parts[0].values()), measures.table)
    return {
        service: Counted(
            parts[0].get(service, others),
            parts[1].get(service, measures.apart.iloc[:0]),
            parts[2].get(service, measures.between.iloc[:0]),
            measures.not_collected,
        )
        for service in measures.data.services
    }


def _by_service(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(service): rows for service, rows in frame.groupby("service")}
