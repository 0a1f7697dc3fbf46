using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class AuditContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    [Fact]
    public async Task A_chain_begins_with_nothing()
    {
        Assert.Equal(AuditHead.Start, await Store.Audit.FindAuditHead());
        Assert.Empty(await Store.Audit.AuditRecords(0, 10));
    }

    [Fact]
    public async Task Entries_become_a_chain_in_their_order_and_stay_when_it_is_opened_again()
    {
        await Store.Audit.AppendAudit([Entry("a"), Entry("b")]);
        await Reopen();
        await Store.Audit.AppendAudit([Entry("c")]);
        var records = await Store.Audit.AuditRecords(0, 10);
        Assert.Equal(["a", "b", "c"], records.Select(r => r.Facts.Id));
        await AssertChain(3);
        Assert.Equal(Facts(Entry("b")), records[1].Facts);
        Assert.Equal(["c"], (await Store.Audit.AuditRecords(2, 10)).Select(r => r.Facts.Id));
        Assert.Equal(["a"], (await Store.Audit.AuditRecords(0, 1)).Select(r => r.Facts.Id));
    }

    [Fact]
    public async Task An_entry_that_is_known_is_not_added_again_and_the_first_one_stands()
    {
        await Store.Audit.AppendAudit([Entry("a"), Entry("a") with { Details = "{}" }, Entry("b")]);
        await Store.Audit.AppendAudit([Entry("b"), Entry("c"), Entry("a") with { Actor = "somebody else" }]);
        await Store.Audit.AppendAudit([Entry("a")]);
        Assert.Equal(["a", "b", "c"], (await Store.Audit.AuditRecords(0, 10)).Select(r => r.Facts.Id));
        Assert.Equal(Facts(Entry("a")), (await Store.Audit.AuditRecords(0, 1))[0].Facts);
        await AssertChain(3);
    }

    [Fact]
    public async Task Writers_of_several_processes_make_one_chain_without_gaps()
    {
        OpenStore[] stores = [Store, await OpenAnother(), await OpenAnother()];
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(() =>
            stores[n % stores.Length].Audit.AppendAudit([.. Enumerable.Range(0, 5).Select(i => Entry($"{n}/{i}"))]))));
        await AssertChain(300);
    }

    [Fact]
    public async Task Records_are_found_newest_first_by_subject_actor_or_act()
    {
        await Store.Audit.AppendAudit([.. Enumerable.Range(1, 30).Select(n => Entry($"{n}") with { Subject = $"s{n % 3}", Actor = $"a{n % 2}", Act = $"t{n % 5}" })]);
        Assert.Equal([30, 29, 28], (await Store.Audit.LatestAudit(AuditFilter.None, null, 3)).Select(r => r.Sequence));
        Assert.Equal([27, 26], (await Store.Audit.LatestAudit(AuditFilter.None, 28, 2)).Select(r => r.Sequence));
        Assert.Equal([30, 27, 24], (await Store.Audit.LatestAudit(new AuditFilter(AuditField.Subject, "s0"), null, 3)).Select(r => r.Sequence));
        Assert.Equal([21, 18], (await Store.Audit.LatestAudit(new AuditFilter(AuditField.Subject, "s0"), 24, 2)).Select(r => r.Sequence));
        Assert.Equal([29, 27], (await Store.Audit.LatestAudit(new AuditFilter(AuditField.Actor, "a1"), null, 2)).Select(r => r.Sequence));
        Assert.Equal([10, 5], (await Store.Audit.LatestAudit(new AuditFilter(AuditField.Act, "t0"), 15, 500)).Select(r => r.Sequence));
        Assert.Empty(await Store.Audit.LatestAudit(new AuditFilter(AuditField.Subject, "s9"), null, 3));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Audit.LatestAudit(AuditFilter.None, null, 1_001));
    }

    [Fact]
    public async Task A_record_is_found_by_its_act()
    {
        await Store.Audit.AppendAudit([Entry("a"), Entry("b")]);
        Assert.Equal(Facts(Entry("b")), (await Store.Audit.FindAudit("b"))?.Facts);
        Assert.Null(await Store.Audit.FindAudit("c"));
    }

    [Fact]
    public async Task Nobody_takes_too_much_at_once()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Audit.AppendAudit([]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Audit.AppendAudit([.. Enumerable.Range(0, 1_001).Select(n => Entry($"{n}"))]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Audit.AuditRecords(0, 1_001));
        await Store.Audit.AppendAudit([.. Enumerable.Range(0, 1_000).Select(n => Entry($"{n}"))]);
        await AssertChain(1_000);
    }

    private static AuditEntry Entry(string id) => new(
        id, Given.Noon, "customer:3", "captcha.refused", "b\u00FCcher.test", $$"""{"of":"{{id}}","what":"\u00E9 😀 ' \" \\"}""");

    private static AuditFacts Facts(AuditEntry e) => new(e.Id, e.At.ToUnixTimeMilliseconds(), e.Actor, e.Act, e.Subject, e.Details);

    private async Task AssertChain(int count)
    {
        var head = AuditHead.Start;
        foreach (var record in await Store.Audit.AuditRecords(0, 1_000))
        {
            Assert.True(AuditChain.Follows(head, record), $"record {record.Sequence}");
            head = new AuditHead(record.Sequence, record.Hash);
        }
        Assert.Equal(count, head.Sequence);
        Assert.Equal(head, await Store.Audit.FindAuditHead());
    }
}
