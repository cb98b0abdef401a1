import os
from dataclasses import dataclass, field
# ENV: ITEMS_TABLE=items
# ENV: PHOTOS_BUCKET=photos
# ENV: ALERTS_TOPIC_ARN=arn:aws:sns:eu-west-1:111122223333:alerts
@dataclass(frozen=True)
class Config:
    items_table: str = field(default_factory=lambda: os.environ["ITEMS_TABLE"])
    photos_bucket: str = os.getenv("PHOTOS_BUCKET", "photos-dev")
    topic_arn: str | None = None

    @classmethod
    def from_env(cls) -> "Config":
        return cls(topic_arn=os.environ.get("ALERTS_TOPIC_ARN"))

config = Config.from_env()
