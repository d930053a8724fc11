from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.get("/healthz", response_class=PlainTextResponse)
async def root():
    return "Hello, World!"
