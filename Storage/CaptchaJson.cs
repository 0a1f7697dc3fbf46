using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage;

/// <summary>The parts of a captcha that are stored as text: its request, and who had it. Defaults are left out; what is unknown is ignored.</summary>
internal static partial class CaptchaJson
{
    private const string RecheckName = "Recheck";

    /// <summary>The request, and beside its parts what makes the captcha a recheck.</summary>
    public static string Write(CaptchaState captcha)
    {
        if (captcha.Recheck is not { } terms) return JsonSerializer.Serialize(captcha.Request, Context.Default.CaptchaRequest);
        var request = (JsonObject)JsonSerializer.SerializeToNode(captcha.Request, Context.Default.CaptchaRequest)!;
        request.Add(RecheckName, JsonSerializer.SerializeToNode(terms with { Until = StoredTime.Cut(terms.Until) }, StateJson.Options));
        return request.ToJsonString();
    }

    public static RecheckTerms? ReadRecheck(string json)
    {
        if (!json.Contains(RecheckName, StringComparison.Ordinal)) return null; // almost always; the text may still be in an instruction
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(RecheckName, out var terms) ? terms.Deserialize<RecheckTerms>(StateJson.Options) : null;
    }

    public static CaptchaRequest ReadRequest(string json) =>
        JsonSerializer.Deserialize(json, Context.Default.CaptchaRequest) ?? throw new JsonException("A stored request is null.");

    public static string Write(ImmutableArray<Attempt> attempts) =>
        JsonSerializer.Serialize([.. attempts.Select(a => new StoredAttempt(a.Worker.Value, a.End, StoredTime.Of(a.GrantedAt), StoredTime.Of(a.EndedAt), a.Rate?.Nanos))],
            Context.Default.StoredAttemptArray);

    public static ImmutableArray<Attempt> ReadAttempts(string? json)
    {
        if (json is null) return [];
        var stored = JsonSerializer.Deserialize(json, Context.Default.StoredAttemptArray) ?? [];
        return
        [
            .. stored.Select(a => new Attempt(new WorkerId(a.Worker), a.End, StoredTime.Read(a.GrantedAt), StoredTime.Read(a.EndedAt), a.Rate is { } rate ? new Money(rate) : null)),
        ];
    }

    /// <param name="Rate">Null: the quote's, as in all rows from before there were others.</param>
    internal sealed record StoredAttempt(long Worker, AttemptEnd End, long GrantedAt, long EndedAt, long? Rate = null);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(CaptchaRequest))]
    [JsonSerializable(typeof(StoredAttempt[]))]
    private sealed partial class Context : JsonSerializerContext;
}
