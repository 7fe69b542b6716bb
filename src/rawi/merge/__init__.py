"""Records → copies, origins, events, agreement. See docs/merging.md.

The whole merge is one program (`program.PROGRAM`) of queries and pure functions, which `rawi.engine` runs on DuckDB
or on Spark. `facts.facts` turns one record into the rows it works on.
"""
