"""The columns of the resources that leave the house."""
