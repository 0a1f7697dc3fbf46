using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage;

/// <summary>The state of a report as it is stored: one text, by which a repeated step is recognised.</summary>
internal static class ReportJson
{
    public static string Write(ReportState state) => JsonSerializer.Serialize(state with { At = StoredTime.Cut(state.At) }, StateJson.Options);

    public static ReportState Read(string json) =>
        JsonSerializer.Deserialize<ReportState>(json, StateJson.Options) ?? throw new JsonException("A stored report is null.");

    /// <summary>The state of a report of which nothing is decided yet.</summary>
    public static ReportState First(ReportRow row) => new()
    {
        Captcha = row.Captcha,
        Customer = row.Customer,
        SaysGood = row.IsCorrect,
        At = StoredTime.Cut(row.At),
    };
}
