"""The benchmarks: each goal beside its floor, in the same run (docs/performance.md)."""
