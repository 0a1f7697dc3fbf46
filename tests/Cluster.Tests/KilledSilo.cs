using System.Diagnostics;
using CaptchaGrains.Tests;

namespace CaptchaGrains.Cluster.Tests;

public class KilledSilo
{
    private const int Workers = 64;
    private const int CustomersAtOnce = 100;

    // The promise of the cluster; the only times that a test holds anybody to.
    private static readonly TimeSpan ServiceIsBackWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NobodyWaitsLongerThan = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Nothing_accepted_is_lost_and_no_money_is_made_when_a_silo_is_killed_under_load()
    {
        if (PrivatePostgres.WhyNot() is { } reason) Assert.Skip(reason);
        await using var cluster = await LocalCluster.Start(silos: 3, benchWorkers: Workers);
        using var traffic = new Traffic(cluster);
        var workers = await traffic.Workers(Workers);
        var (count, customers) = await traffic.Customers(CustomersAtOnce);
        await Reaches(() => traffic.Earned.Count >= 30 * count, "30 answers for each customer before the kill", traffic);

        var (killed, before) = (Stopwatch.GetTimestamp(), traffic.Earned.Count);
        await cluster.KillSilo(2);
        var back = killed + (long)(ServiceIsBackWithin.TotalSeconds * Stopwatch.Frequency);
        await Reaches(() => traffic.Accepted.Any(at => at > back + 5 * Stopwatch.Frequency), "submissions well after the kill", traffic);
        var rate = (traffic.Earned.Count - before) / Stopwatch.GetElapsedTime(killed).TotalSeconds;
        traffic.EndSubmissions();
        await customers;
        traffic.EndWork();
        await workers;

        var output = TestContext.Current.TestOutputHelper!;
        var lastFailure = traffic.Failures.Select(f => f.At).DefaultIfEmpty(killed).Max();
        output.WriteLine($"{count} customers; {traffic.Told.Count} accepted, {traffic.Earned.Count} answered, {traffic.Failures.Count} refused or failed; {rate:F0} answers a second from the kill on");
        output.WriteLine($"last failure {Stopwatch.GetElapsedTime(killed, lastFailure).TotalSeconds:F1} s after the kill; slowest request {traffic.Slowest.TotalSeconds:F1} s");
        Assert.All(traffic.Failures, f => Assert.True(f.At < back, $"'{f.What}' {Stopwatch.GetElapsedTime(killed, f.At)} after the kill"));
        Assert.True(traffic.Slowest < NobodyWaitsLongerThan, $"A customer waited {traffic.Slowest}.");

        await using var database = await cluster.Database();
        // What was withdrawn or never told to its customer ends by its deadline, without anybody asking.
        await Reaches(async () => (await Audit.Offences(database)).All(o => !o.Contains("has ended", StringComparison.Ordinal)), "every captcha has ended", traffic);
        Assert.Empty(await Audit.Offences(database));
        var stored = await Audit.Captchas(database);
        Assert.All(traffic.Told, told => Assert.True(stored.ContainsKey(told.Key), $"Captcha {told.Key} was accepted and is lost."));
        Assert.All(traffic.Told, told => Assert.Equal(stored[told.Key] is { } answer ? "OK|" + answer : "ERROR_CAPTCHA_UNSOLVABLE", told.Value));
        Assert.All(traffic.Earned, earned => Assert.Equal((Traffic.AnswerOf(earned.Key), 1), (stored[earned.Key], earned.Value)));
    }

    private static Task Reaches(Func<bool> goal, string what, Traffic traffic) => Reaches(() => Task.FromResult(goal()), what, traffic);

    private static async Task Reaches(Func<Task<bool>> goal, string what, Traffic traffic)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(150); await timer.WaitForNextTickAsync())
            if (await goal()) return;
        var failures = traffic.Failures.CountBy(f => f.What).Select(f => $"{f.Value} × {f.Key}");
        Assert.Fail($"Not within 150 s: {what}; {traffic.Earned.Count} answered. {string.Join("; ", failures.Concat(traffic.Trouble.Select(t => $"{t.Value} × {t.Key}")))}");
    }
}
