from alembic import context
from sqlalchemy import create_engine

from app.models import Base
from config import Config

engine = create_engine(Config().DATABASE_URL)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
