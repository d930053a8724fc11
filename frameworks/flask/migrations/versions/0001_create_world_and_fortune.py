"""Create world and fortune."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "world",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("randomnumber", sa.Integer, nullable=False),
    )
    op.create_table(
        "fortune",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("message", sa.String(2048), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("fortune")
    op.drop_table("world")
