"""Write the generated views: ``python -m msp_qi.maintain``."""

from msp_qi.maintain.views import write_all

for path in write_all():
    print(f"Wrote {path.name}")
