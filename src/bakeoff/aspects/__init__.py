"""The eleven rows of the table: each turns facts into a cell by a published formula."""
