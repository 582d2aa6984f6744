"""What a person records: fields, answers, tables and the requirements they serve."""
