"""The numbers that the rules and the sentences speak of, each in one place."""

# Reading a chart
TOLERANCE = 1e-12
ENOUGH_POINTS = 10
FIRM_LIMITS = 13

# Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825
ANHOEJ_RUN_ALLOWANCE = 3
ANHOEJ_CROSSINGS_LEVEL = 0.05

# Perla, Provost & Murray 2011, doi:10.1136/bmjqs.2009.037895
IHI_SHIFT = 6
IHI_TREND = 5

# NHS England, Making Data Count
MDC_RUN = 7
MDC_TREND = 7
MDC_LIMIT_FACTOR = 2.66
MDC_NEAR = 2 / 3

# Shewhart charts: d2 and D4 for moving ranges of two
D2 = 1.128
D4 = 3.267
SIGMAS = 3.0
NELSON_POWER = 3.6

# Before and after
CONFIDENCE = 0.95
LEVEL = 0.05
POWER = 0.80
FEWEST_PER_GROUP = 5
FEWEST_PER_SIDE = 8
# No service could ever collect more: the sentence says "more than" and no longer a figure.
MOST_NEEDED = 10_000

# Below these the large-sample errors are too small (docs/calibration.md), and the sentence says so.
MANY_CASES = 50
MANY_PER_SIDE = 50
