using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CaptchaGrains.Load;

/// <summary>The figures of a run, as a table for people and as JSON for the rest.</summary>
internal sealed record LoadReport(
    LoadSettings Settings, Measures Measures, double Seconds, double GeneratorCpuSeconds, int Unfinished)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public double PerSecond => Measures.Delivered / Seconds;

    public string Table()
    {
        var table = new StringBuilder();
        var loop = Settings.Rate is { } rate ? Invariant($"open loop at {rate}/s") : "closed loop";
        var asking = Settings.Signal ? "asks when the answer is on its way" : Invariant($"asks every {Settings.Poll.TotalMilliseconds} ms");
        table.AppendLine(Invariant($"{Settings.Customers} customers ({loop}, {asking}), {Settings.Workers} workers{(Settings.Look ? " who look at the image" : "")}{(Settings.Pages > 0 ? Invariant($", {Settings.Pages} of them in a browser") : "")}, {Settings.ImageBytes} bytes an image, {Seconds:F1} s"));
        table.AppendLine();
        table.AppendLine(Invariant($"captchas delivered    {PerSecond,10:F0} /s   ({Measures.Delivered} in all, {Measures.Requests / Seconds:F0} HTTP requests/s)"));
        table.AppendLine();
        table.AppendLine("milliseconds                       p50       p90       p99       max     count");
        Row("submit → OK|id", Measures.Submit);
        Row("OK|id → with a worker", Measures.Dispatch);
        if (Settings.Look) Row("submit → image at a worker", Measures.Shown);
        if (Settings.Pages > 0) Row("submit → image on a page", Measures.Drawn);
        Row("answer sent → visible", Measures.Visible);
        Row("submit → answer", Measures.Whole);
        table.AppendLine();
        table.AppendLine(Invariant($"generator's own CPU   {GeneratorCpuSeconds / Seconds,10:F2} cores"));
        table.AppendLine(Invariant($"unfinished at the end {Unfinished,10}"));
        table.AppendLine(Invariant($"wrong answers         {Measures.Wrong,10}"));
        foreach (var (code, count) in Measures.Refusals.OrderByDescending(r => r.Value)) table.AppendLine(Invariant($"refused or failed     {count,10}   {code}"));
        return table.ToString();

        void Row(string name, LatencyHistogram h) => table.AppendLine(Invariant(
            $"{name,-28}{h.Percentile(0.5),10:F1}{h.Percentile(0.9),10:F1}{h.Percentile(0.99),10:F1}{h.MaxMilliseconds,10:F1}{h.Count,10}"));
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        workers = Settings.Workers,
        customers = Settings.Customers,
        rate = Settings.Rate,
        imageBytes = Settings.ImageBytes,
        pollMs = Settings.Poll.TotalMilliseconds,
        signal = Settings.Signal,
        look = Settings.Look,
        base64 = Settings.Base64,
        seconds = Seconds,
        captchasPerSecond = PerSecond,
        requestsPerSecond = Measures.Requests / Seconds,
        generatorCores = GeneratorCpuSeconds / Seconds,
        unfinished = Unfinished,
        wrong = Measures.Wrong,
        submitMs = Percentiles(Measures.Submit),
        dispatchMs = Percentiles(Measures.Dispatch),
        pages = Settings.Pages,
        drawnMs = Percentiles(Measures.Drawn),
        shownMs = Percentiles(Measures.Shown),
        visibleMs = Percentiles(Measures.Visible),
        wholeMs = Percentiles(Measures.Whole),
        refused = Measures.Refusals,
    }, Indented);

    private static object Percentiles(LatencyHistogram h) =>
        new { p50 = h.Percentile(0.5), p90 = h.Percentile(0.9), p99 = h.Percentile(0.99), max = h.MaxMilliseconds, count = h.Count };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
