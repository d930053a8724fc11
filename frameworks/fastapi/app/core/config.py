from typing import Literal

from pydantic import HttpUrl, PositiveInt, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_ignore_empty=True)

    app_env: Literal["development", "test", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: PositiveInt = 1
    db_pool: PositiveInt = 16
    database_url: PostgresDsn
    upstream_url: HttpUrl = HttpUrl("http://127.0.0.1:8001")

    @property
    def sqlalchemy_url(self) -> URL:
        return make_url(str(self.database_url)).set(drivername="postgresql+asyncpg")

    @property
    def pool_size(self) -> int:
        """This worker's share of the connections."""
        return max(self.db_pool // self.workers, 1)


settings = Settings()
