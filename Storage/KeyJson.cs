using System.Text.Json;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage;

/// <summary>The rules of an API key as they are stored: what is not set is left out, money is nano-dollars.</summary>
internal static partial class KeyJson
{
    public static string Write(KeyRules rules) => JsonSerializer.Serialize(
        new StoredRules(rules.Name)
        {
            Addresses = rules.AllowedAddresses.IsEmpty ? null : [.. rules.AllowedAddresses],
            Kinds = rules.AllowedKinds.IsEmpty ? null : [.. rules.AllowedKinds],
            DailyCap = rules.DailyCap?.Nanos,
            MaxRate = rules.MaxRate?.Nanos,
            Burst = rules.BurstPerThreeSeconds,
        },
        RulesContext.Default.StoredRules);

    public static KeyRules Read(string json)
    {
        var stored = JsonSerializer.Deserialize(json, RulesContext.Default.StoredRules) ?? throw new JsonException("The stored rules of a key are null.");
        return new KeyRules(stored.Name)
        {
            AllowedAddresses = stored.Addresses is { } addresses ? [.. addresses] : [],
            AllowedKinds = stored.Kinds is { } kinds ? [.. kinds] : [],
            DailyCap = MoneyOf(stored.DailyCap),
            MaxRate = MoneyOf(stored.MaxRate),
            BurstPerThreeSeconds = stored.Burst,
        };
    }

    private static Money? MoneyOf(long? nanos) => nanos is { } amount ? new Money(amount) : null;

    internal sealed record StoredRules(string Name)
    {
        public string[]? Addresses { get; init; }

        public Kind[]? Kinds { get; init; }

        public long? DailyCap { get; init; }

        public long? MaxRate { get; init; }

        public int? Burst { get; init; }
    }

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(StoredRules))]
    private sealed partial class RulesContext : JsonSerializerContext;
}
