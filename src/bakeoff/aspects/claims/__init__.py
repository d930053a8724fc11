"""The source table's 110 claims: what each word can mean, and what the evidence says of it."""
