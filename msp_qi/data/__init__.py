"""From a filled workbook to checked tables, and from tables to a workbook to fill in."""
