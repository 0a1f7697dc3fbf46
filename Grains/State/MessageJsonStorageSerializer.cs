using System.Text.Json;
using CaptchaGrains.Grains.Interfaces.Serialization;
using Orleans.Storage;

namespace CaptchaGrains.Grains.State;

/// <summary>State is written as messages are, so that there is one notation to keep compatible.</summary>
internal sealed class MessageJsonStorageSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, MessageJson.Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, MessageJson.Options);
}
