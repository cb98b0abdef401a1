from functools import lru_cache
from typing import Optional
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
# ENV: IMP_AWS__BUCKET=imports
# ENV: IMP_AWS__QUEUE_NAME=import-jobs
# ENV: IMP_TABLE_NAME=import-state
# ENV: SENTRY_SECRET=sentry/dsn

class AwsSettings(BaseModel):
    bucket: str
    queue_name: str = "imports-dev"
    region: Optional[str] = None

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="IMP_", env_nested_delimiter="__", env_file=".env")
    aws: AwsSettings
    table_name: str = "state"
    sentry_secret: str = Field(..., validation_alias="SENTRY_SECRET")

@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()

settings = get_settings()
