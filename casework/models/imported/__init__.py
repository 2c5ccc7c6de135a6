"""导入: files whose rows became records."""

from casework.models.imported.batches import ImportBatch, ImportedRow
from casework.models.imported.jobs import ImportJob, ImportMapping, ImportStep

__all__ = ("ImportBatch", "ImportJob", "ImportMapping", "ImportStep", "ImportedRow")
