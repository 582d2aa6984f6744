"""Whether a service's files could say anything about an indicator at all."""

from msp_qi.data.audit_data import AuditData
from msp_qi.measures.indicator import Indicator


def is_collected(data: AuditData, indicator: Indicator, service: str) -> bool:
    """Whether everything that an indicator is counted from stands in a file of the service.

    Parameters
    ----------
    data : AuditData
        As loaded.
    indicator : Indicator
        What is counted.
    service : str
        Which service.

    Returns
    -------
    bool
    """
    return not lacking_fields(data, indicator, service)


def lacking_fields(data: AuditData, indicator: Indicator, service: str) -> tuple[str, ...]:
    """The fields that no file of the service has a column for.

    A table beside the indicator's own must hold a row of the service: a sheet that a service leaves empty is not
    collected there, though another service fills it in.

    Parameters
    ----------
    data : AuditData
        As loaded.
    indicator : Indicator
        What is counted.
    service : str
        Which service.

    Returns
    -------
    tuple of str
        As ``table.field``.
    """
    found: list[str] = []
    for table, fields in indicator.needs_by_table.items():
        missing: tuple[str, ...]
        if table not in data.tables or (table != indicator.table and service not in data.services_of(table)):
            missing = fields or ("service",)
        else:
            missing = data.lacking(table, fields, service)
        found += [f"{table}.{name}" for name in missing]
    return tuple(found)
