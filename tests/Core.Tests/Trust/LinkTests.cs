using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Trust;

public sealed class LinkTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Clusters_are_what_the_joins_connect_and_are_named_by_their_smallest_account() => Property.HoldsForAll(
        from one in Gen.Choose(1, 30) from other in Gen.Choose(1, 30) select (one, other), 60,
        joins =>
        {
            var clusters = new AccountClusters();
            var slow = Enumerable.Range(0, 31).ToArray(); // each account's cluster, by repainting
            foreach (var (one, other) in joins)
            {
                Assert.Equal(slow[one] != slow[other], clusters.Join(new WorkerId(one), new WorkerId(other)));
                var (keep, drop) = (Math.Min(slow[one], slow[other]), Math.Max(slow[one], slow[other]));
                for (var i = 1; i <= 30; i++) if (slow[i] == drop) slow[i] = keep;
            }
            for (var i = 1; i <= 30; i++)
            {
                var members = Enumerable.Range(1, 30).Where(j => slow[j] == slow[i]).Select(j => new WorkerId(j)).ToList();
                Assert.Equal(members[0], clusters.ClusterOf(new WorkerId(i)));
                Assert.Equal(members, clusters.Members(new WorkerId(i)).OrderBy(m => m.Value));
                Assert.Equal(members.Count, clusters.SizeOf(new WorkerId(i)));
            }
        }, 300);

    [Fact]
    public void Ten_thousand_accounts_in_a_chain_are_one_cluster()
    {
        var clusters = new AccountClusters();
        for (var i = 10_000; i > 1; i--) clusters.Join(new WorkerId(i), new WorkerId(i - 1));
        Assert.Equal(new WorkerId(1), clusters.ClusterOf(new WorkerId(10_000)));
        Assert.Equal(10_000, clusters.SizeOf(new WorkerId(5_000)));
        Assert.Equal(new WorkerId(10_001), clusters.ClusterOf(new WorkerId(10_001)));
    }

    [Theory]
    [InlineData(SignalKind.PayoutDestination)]
    [InlineData(SignalKind.Device)]
    public void One_strong_signal_links(SignalKind kind) => Assert.True(LinkRules.AreLinked([Match(kind, "x")]));

    [Fact]
    public void Weak_signals_link_when_there_are_two_different_ones()
    {
        Assert.False(LinkRules.AreLinked([]));
        Assert.False(LinkRules.AreLinked([Match(SignalKind.Referral, "x")]));
        Assert.False(LinkRules.AreLinked([Match(SignalKind.AddressAndBrowser, "x"), Match(SignalKind.AddressAndBrowser, "x")]));
        Assert.True(LinkRules.AreLinked([Match(SignalKind.AddressAndBrowser, "x"), Match(SignalKind.AddressAndBrowser, "y")]));
        Assert.True(LinkRules.AreLinked([Match(SignalKind.AddressAndBrowser, "x"), Match(SignalKind.Referral, "x")]));
    }

    [Theory]
    [InlineData(SignalKind.AddressAndBrowser, 24, true)]
    [InlineData(SignalKind.AddressAndBrowser, 25, false)]
    [InlineData(SignalKind.Device, 10_000, true)]
    public void The_same_address_and_browser_count_within_a_day(SignalKind kind, int hours, bool match)
    {
        var (one, other) = (new LinkSignal(kind, "x", new WorkerId(1), Noon), new LinkSignal(kind, "x", new WorkerId(2), Noon.AddHours(hours)));
        Assert.Equal(match, LinkRules.Match(one, other));
        Assert.Equal(match, LinkRules.Match(other, one));
        Assert.False(LinkRules.Match(one, other with { Value = "y" }));
        Assert.False(LinkRules.Match(one, other with { Worker = one.Worker }));
        Assert.False(LinkRules.Match(one, other with { Kind = SignalKind.Referral }));
    }

    private static AccountMatch Match(SignalKind kind, string value) => new(new WorkerId(1), new WorkerId(2), kind, value, Noon);
}
