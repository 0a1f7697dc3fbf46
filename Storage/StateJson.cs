using System.Text.Json;
using System.Text.Json.Serialization;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Storage;

/// <summary>How values are written as JSON: ids and money as numbers, domains as text, what is computed left out.</summary>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new NumberConverter<Money>(n => new Money(n), m => m.Nanos),
            new NumberConverter<CaptchaId>(n => new CaptchaId(n), id => id.Value),
            new NumberConverter<CustomerId>(n => new CustomerId(n), id => id.Value),
            new NumberConverter<WorkerId>(n => new WorkerId(n), id => id.Value),
            new NumberConverter<SanctionId>(n => new SanctionId(n), id => id.Value),
            new NumberConverter<PayoutId>(n => new PayoutId(n), id => id.Value),
            new NumberConverter<DepositId>(n => new DepositId(n), id => id.Value),
            new NumberConverter<TrainingTaskId>(n => new TrainingTaskId(n), id => id.Value),
            new DomainNameConverter(),
        },
    };

    private sealed class NumberConverter<T>(Func<long, T> read, Func<T, long> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(write(value));
    }

    private sealed class DomainNameConverter : JsonConverter<DomainName>
    {
        public override DomainName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DomainName.TryParse(reader.GetString(), out var name) ? name : throw new JsonException("Not a domain name.");

        public override void Write(Utf8JsonWriter writer, DomainName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
