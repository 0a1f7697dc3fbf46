using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Tests;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>One cluster of two silos for all tests of reports, two hosts beside its own, and triggers in its database.</summary>
public sealed class ReportBed : IAsyncLifetime
{
    public const int Silos = 2;

    private LocalCluster? _cluster;
    private OwnHost? _one;
    private OwnHost? _other;
    private Halts? _halts;

    internal LocalCluster Cluster => _cluster!;

    internal OwnHost One => _one!;

    internal OwnHost Other => _other!;

    internal Halts Halts => _halts!;

    public async ValueTask InitializeAsync()
    {
        if (PrivatePostgres.WhyNot() is not null) return; // the tests say so
        _cluster = await LocalCluster.Start(Silos, benchWorkers: 0);
        var settings = new ClusterSettings { ConnectionString = _cluster.ConnectionString };
        _one = await OwnHost.Start(settings);
        _other = await OwnHost.Start(settings);
        _halts = await Halts.Install(await _cluster.Database());
    }

    public async ValueTask DisposeAsync()
    {
        if (_halts is not null) await _halts.DisposeAsync();
        if (_one is not null) await _one.DisposeAsync();
        if (_other is not null) await _other.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>Lets something happen; the silo that takes the step, at which a halt is set, is killed there and started again.</summary>
    /// <returns>What happens; it may go on into the next step.</returns>
    internal async Task<Task> At(string step, Kill kill, Func<Task> happens)
    {
        var happening = happens();
        if (kill == Kill.Nobody)
        {
            await happening;
            return happening;
        }
        var (backend, client) = await Halts.Halted(step);
        var silo = int.Parse(client.AsSpan("silo-".Length), System.Globalization.CultureInfo.InvariantCulture);
        await Cluster.KillSilo(silo);
        await Halts.Release(step, backend, isLost: kill == Kill.BeforeItIsDurable);
        await Cluster.StartSilo(silo);
        return happening;
    }
}
