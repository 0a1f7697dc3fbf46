using System.Text.Json;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Answers;

/// <summary>What a price is made of: <c>costItems</c> of version 2 and of <c>get2</c> in JSON.</summary>
internal static class CostItems
{
    public static void Write(Utf8JsonWriter json, Quote? charged)
    {
        if (charged is null) return;
        json.WriteStartArray("costItems"u8);
        WriteItem(json, "worker", charged.Rate);
        WriteItem(json, "service", charged.Fee);
        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, string name, Money amount)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("amount"u8, amount.ToShortString());
        json.WriteEndObject();
    }
}
