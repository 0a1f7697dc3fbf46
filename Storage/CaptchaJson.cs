using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage;

/// <summary>The parts of a captcha that are stored as text: its request, and who had it. Defaults are left out; what is unknown is ignored.</summary>
internal static partial class CaptchaJson
{
    public static string Write(CaptchaRequest request) => JsonSerializer.Serialize(request, Context.Default.CaptchaRequest);

    public static CaptchaRequest ReadRequest(string json) =>
        JsonSerializer.Deserialize(json, Context.Default.CaptchaRequest) ?? throw new JsonException("A stored request is null.");

    public static string Write(ImmutableArray<Attempt> attempts) =>
        JsonSerializer.Serialize([.. attempts.Select(a => new StoredAttempt(a.Worker.Value, a.End, StoredTime.Of(a.GrantedAt), StoredTime.Of(a.EndedAt)))],
            Context.Default.StoredAttemptArray);

    public static ImmutableArray<Attempt> ReadAttempts(string? json)
    {
        if (json is null) return [];
        var stored = JsonSerializer.Deserialize(json, Context.Default.StoredAttemptArray) ?? [];
        return [.. stored.Select(a => new Attempt(new WorkerId(a.Worker), a.End, StoredTime.Read(a.GrantedAt), StoredTime.Read(a.EndedAt)))];
    }

    internal sealed record StoredAttempt(long Worker, AttemptEnd End, long GrantedAt, long EndedAt);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(CaptchaRequest))]
    [JsonSerializable(typeof(StoredAttempt[]))]
    private sealed partial class Context : JsonSerializerContext;
}
