"""The interface for programs: `/api/v1/`, read and written by tokens, described by OpenAPI (docs/api.md)."""
