using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Storage;

/// <summary>The parts of a captcha that are stored as text: its request, and who had it. Defaults are left out; what is unknown is ignored.</summary>
internal static partial class CaptchaJson
{
    private const string RecheckName = "Recheck";
    private const string GoldName = "Gold";

    /// <summary>The request, and beside its parts what makes the captcha a recheck or a gold task.</summary>
    public static string Write(CaptchaState captcha)
    {
        if (!captcha.IsOfHouse) return Write(captcha.Request);
        var request = (JsonObject)JsonSerializer.SerializeToNode(captcha.Request, Context.Default.CaptchaRequest)!;
        if (captcha.Recheck is { } recheck)
            request.Add(RecheckName, JsonSerializer.SerializeToNode(recheck with { Until = StoredTime.Cut(recheck.Until) }, StateJson.Options));
        if (captcha.Gold is { } gold)
            request.Add(GoldName, JsonSerializer.SerializeToNode(gold with { Until = StoredTime.Cut(gold.Until) }, StateJson.Options));
        return request.ToJsonString();
    }

    public static string Write(CaptchaRequest request) => JsonSerializer.Serialize(request, Context.Default.CaptchaRequest);

    public static RecheckTerms? ReadRecheck(string json) => ReadTerms<RecheckTerms>(json, RecheckName);

    public static GoldTerms? ReadGold(string json) => ReadTerms<GoldTerms>(json, GoldName);

    /// <returns>Null: nobody voted on it.</returns>
    public static string? Write(CrowdResult? crowd) => crowd is null ? null : JsonSerializer.Serialize(crowd, StateJson.Options);

    public static CrowdResult? ReadCrowd(string? json) => json is null ? null : JsonSerializer.Deserialize<CrowdResult>(json, StateJson.Options);

    public static CaptchaRequest ReadRequest(string json) =>
        JsonSerializer.Deserialize(json, Context.Default.CaptchaRequest) ?? throw new JsonException("A stored request is null.");

    private static T? ReadTerms<T>(string json, string name) where T : class
    {
        if (!json.Contains(name, StringComparison.Ordinal)) return null; // almost always; the text may still be in an instruction
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var terms) ? terms.Deserialize<T>(StateJson.Options) : null;
    }

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
