"""How fast Gatepost decides, starts and compares, measured beside other policy engines. `python -m benchmarks.deciding` runs it all."""
