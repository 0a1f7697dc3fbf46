using CaptchaGrains.Grains.Hosting;
using Orleans.Configuration;

namespace CaptchaGrains.Silo;

/// <summary>
/// How fast a lost silo is noticed. The price of haste is to bury a silo that is only slow, so each probe's timeout follows the times measured before,
/// a silo that knows itself to be slow gives the others more time, and two must agree.
/// </summary>
internal static class FailureDetection
{
    public static ISiloBuilder AddFailureDetection(this ISiloBuilder silo) => silo
        .Configure<ClusterMembershipOptions>(static o =>
        {
            // The first timeout, and the pause between probes: a dead silo misses three of them in 1.5 to 6 s.
            o.ProbeTimeout = TimeSpan.FromSeconds(1);
            o.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
            o.MaxProbeTimeout = TimeSpan.FromSeconds(2);
            o.NumMissedProbesLimit = 3;
            o.NumVotesForDeathDeclaration = 2;
            // Gossip tells of changes at once; reading the table is for gossip that was lost.
            o.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            // When all silos died at once, new ones wait for three missed signs of life before they start without the old.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        })
        .Configure<SiloMessagingOptions>(static o =>
        {
            o.ResponseTimeout = ClusterTiming.ResponseTimeout;
            o.SystemResponseTimeout = ClusterTiming.ResponseTimeout;
        });
}
