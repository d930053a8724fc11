from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Message(BaseModel):
    message: str


class WorldPublic(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, from_attributes=True, validate_by_name=True
    )

    id: int
    random_number: int


class Quote(BaseModel):
    id: int
    text: str


class Quotes(BaseModel):
    quotes: list[Quote]
