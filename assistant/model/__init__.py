"""Language models: messages in, text out, from any OpenAI-compatible endpoint or from llama.cpp in this process."""

from assistant.model.endpoint import ChatModel, EndpointModel, Message, Reply, ReplyStream, Schema, estimated_tokens

__all__ = ["ChatModel", "EndpointModel", "Message", "Reply", "ReplyStream", "Schema", "estimated_tokens"]
