"""What the law knows of organs, division codes and mediation bodies."""
