using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Api.Answers;

/// <summary>A customer's reports as he sees them: what he said, where it stands, what came back, and whether it had effect. Of the worker they say nothing.</summary>
internal static class ReportItems
{
    /// <summary>Each state in words, with what it means; the order is that of the documentation.</summary>
    public static ImmutableArray<(string Word, string Meaning)> States { get; } =
    [
        ("open", "Nothing is decided yet."),
        ("confirmed", "You said that the answer was right."),
        ("rejected", "Your complaint was wrong: somebody else gave the same answer, or a moderator found the answer right. What was refunded before stays refunded."),
        ("disputed", "Somebody else gave another answer. You have your money back, and a moderator decides who was right."),
        ("upheld", "A moderator found the answer wrong."),
        ("refunded", "A token, which nobody can check, or an answer that nobody could be found to check."),
        ("without_effect", "It was made while too many of your complaints were wrong. It is recorded, and nothing comes of it."),
    ];

    public static string StateOf(ReportStatus status) => status switch
    {
        ReportStatus.Reported or ReportStatus.Rechecking => "open",
        ReportStatus.Confirmed => "confirmed",
        ReportStatus.Rejected or ReportStatus.RightAfterAll => "rejected",
        ReportStatus.AwaitingModerator => "disputed",
        ReportStatus.NobodyFound or ReportStatus.Counted => "refunded",
        ReportStatus.WithoutEffect => "without_effect",
        _ => "upheld",
    };

    /// <summary>Id, report, state, refund in dollars and effect, with commas; the reports with bars.</summary>
    public static string Plain(ImmutableArray<CustomerReport> reports) =>
        string.Join('|', reports.Select(r => $"{r.State.Captcha},{Said(r)},{StateOf(r.State.Status)},{r.Refund.ToShortString()},{(HadEffect(r) ? 1 : 0)}"));

    public static void Write(Utf8JsonWriter json, ImmutableArray<CustomerReport> reports)
    {
        json.WriteStartArray();
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, report.State.Captcha.ToString());
            json.WriteString("report"u8, Said(report));
            json.WriteNumber("time"u8, report.State.At.ToUnixTimeSeconds());
            json.WriteString("state"u8, StateOf(report.State.Status));
            json.WriteString("refund"u8, report.Refund.ToShortString());
            json.WriteNumber("effect"u8, HadEffect(report) ? 1 : 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Said(CustomerReport report) => report.State.SaysGood ? "good" : "bad";

    private static bool HadEffect(CustomerReport report) => StateOf(report.State.Status) is not ("open" or "without_effect");
}
