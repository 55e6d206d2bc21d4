"""Measures what the operator pays for: processor time of the server for each piece of work, start and memory.

python -m benchmarks.run --help
"""
