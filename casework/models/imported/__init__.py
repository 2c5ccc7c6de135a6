"""导入: files whose rows became records."""

from casework.models.imported.batches import ImportBatch, ImportedRow

__all__ = ("ImportBatch", "ImportedRow")
