"""Showing: charts with their words and the data behind them."""
