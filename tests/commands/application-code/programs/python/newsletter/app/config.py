from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NEWS_", env_file=".env")

    table: str = "subscribers"
    sender: str = "news@example.com"
    template_bucket: str = Field(default="templates", alias="BUCKET")


settings = Settings()
