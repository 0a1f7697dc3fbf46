using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Simulation.Audit;
using CaptchaGrains.Simulation.Cluster;
using CaptchaGrains.Storage.Memory;
using Xunit;

namespace CaptchaGrains.Simulation.Tests;

/// <summary>Towns that live longer than their images, while processes die, the store fails, and reports and sanctions wait.</summary>
public sealed class ImageTests
{
    private const int Seeds = 10;

    [Fact]
    public void Images_are_there_as_long_as_somebody_needs_them_and_gone_afterwards_in_ten_worlds()
    {
        var (deleted, kept, failures) = (0, 0, new List<string>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            LedgerAudit? ledger = null;
            var report = MarketSimulation.Run(Town(seed, l => ledger = l));
            if (report.Failure is not null) failures.Add(report.ToString());
            (deleted, kept) = (deleted + ledger!.Images.Deleted, kept + ledger.Images.Kept);
        }
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(3)));
        // Worlds in which nothing happens prove nothing.
        Assert.True(deleted > 5_000 && kept > 0, $"{deleted} deleted, {kept} kept");
    }

    [Fact]
    public void Images_that_are_deleted_although_a_sanction_rests_on_them_are_found() =>
        Finds(s => new OtherImages(s, (right, after, take, due) => right.DeleteImages(after, take, due with { Disputed = [] })), ImageAudit.StaysWhileNeeded);

    [Fact]
    public void Images_that_are_deleted_too_soon_are_found() => Finds(
        s => new OtherImages(s, (right, after, take, due) => right.DeleteImages(after, take, due with { SubmittedBefore = due.SubmittedBefore.AddMinutes(10) })),
        ImageAudit.StaysForItsTime);

    [Fact]
    public void Images_that_nobody_deletes_are_found() =>
        Finds(s => new OtherImages(s, (_, _, _, _) => Task.FromResult(new ImagePage(null, 0, 0))), ImageAudit.GoneAfterwards);

    /// <summary>The window of reports is shorter than images are kept, here as in the product.</summary>
    private static Scenario Town(int seed, Action<LedgerAudit>? seen = null) => Scenario.OfSeed(seed) with
    {
        Images = new ImageOptions { KeepFor = TimeSpan.FromMinutes(16), RestFor = TimeSpan.FromSeconds(30) },
        Busy = TimeSpan.FromMinutes(20),
        Agents = setting =>
        {
            seen?.Invoke(setting.Cluster.Ledger);
            return Scenario.Town(2, 5)(setting);
        },
    };

    private static void Finds(Func<MemoryStore, IImageStore> bug, string invariant)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            if (MarketSimulation.Run(Town(seed) with { Mutations = new Mutations { Images = bug } }).Failure is not { } failure) continue;
            Assert.Equal(invariant, failure.Invariant);
            return;
        }
        Assert.Fail($"None of {Seeds} seeds found it.");
    }

    private sealed class OtherImages(MemoryStore right, Func<MemoryStore, CaptchaId, int, ImagesDue, Task<ImagePage>> delete) : IImageStore
    {
        public Task<ImagePage> DeleteImages(CaptchaId after, int take, ImagesDue due) => delete(right, after, take, due);
    }
}
