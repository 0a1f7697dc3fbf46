using System.Text.Json;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Storage;

/// <summary>A sanction as it is stored: one text, by which a repeated change is recognised.</summary>
internal static class SanctionJson
{
    public static string InForce { get; } =
        string.Join(", ", Enum.GetValues<SanctionStatus>().Where(SanctionMachine.IsInForce).Select(s => (short)s));

    public static string Write(Sanction sanction) => JsonSerializer.Serialize(Stored(sanction), StateJson.Options);

    public static Sanction Read(string json) => JsonSerializer.Deserialize<Sanction>(json, StateJson.Options) ?? throw new JsonException("A stored sanction is null.");

    /// <summary>As it comes back.</summary>
    public static Sanction Stored(Sanction sanction) => sanction with
    {
        At = StoredTime.Cut(sanction.At),
        Until = StoredTime.Cut(sanction.Until),
        Appeal = sanction.Appeal is { } a ? a with { At = StoredTime.Cut(a.At), DecidedAt = StoredTime.Cut(a.DecidedAt) } : null,
        End = sanction.End is { } e ? e with { At = StoredTime.Cut(e.At) } : null,
    };
}
