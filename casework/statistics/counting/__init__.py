"""How rows become numbers: scans, masks, measures, days, rates."""
