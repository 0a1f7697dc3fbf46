using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Actors.Tests;

public class AuditLogTests
{
    [Fact]
    public async Task Rule_served_every_refusal_for_a_domain_is_in_the_audit_log_with_its_reason()
    {
        using var m = await Marketplace.Open();
        using var local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, audit: new AuditLog(m.Store));
        await local.Actors.DomainBoard().Put(new DomainRule("owner.test", RuleSource.Owner, DomainStanding.Denied, "", "owner", DateTimeOffset.UnixEpoch));
        foreach (var page in (string?[])["https://www.owner.test/", "https://irs.gov/", "https:///", "https://example.com/", null])
            await local.CustomerDesk.Submit(m.Customer, Token(page), CaptchaImages.None);
        var records = await m.Store.AuditRecords(0, 10);
        Assert.Equal(["www.owner.test", "irs.gov", "", "example.com", ""], records.Select(r => r.Facts.Subject));
        Assert.Equal(["owner_opted_out", "deny_list", "no_certain_host", "not_authorized", "not_authorized"], records.Select(r => Detail(r, "why")));
        Assert.Equal("owner.test", Detail(records[0], "rule"));
        Assert.All(records, r => Assert.Equal(("captcha.refused", $"customer:{m.Customer}"), (r.Facts.Act, r.Facts.Actor)));
    }

    [Fact]
    public async Task A_refusal_of_which_the_log_may_know_nothing_is_no_refusal_yet()
    {
        using var m = await Marketplace.Open();
        var store = new FaultyAudit(m.Store) { Fails = true };
        using var local = new LocalMarketplace(m.Store, m.Store, new StoredActorStates(m.Store), m.Time, audit: new AuditLog(store));
        var submission = new Submission(new CaptchaId(1), m.Customer, Token("https://irs.gov/"), CaptchaImages.None);
        await Assert.ThrowsAsync<StoreUncertainException>(() => local.Actors.Captcha(submission.Id).Submit(submission));
        store.Fails = false;
        Assert.Equal(SubmitVerdict.DomainDenied, (await local.Actors.Captcha(submission.Id).Submit(submission)).Verdict);
        Assert.Equal(SubmitVerdict.DomainDenied, (await local.Actors.Captcha(submission.Id).Submit(submission)).Verdict);
        Assert.Single(await m.Store.AuditRecords(0, 10));
        Assert.Empty(m.Store.Captchas());
    }

    [Fact]
    public async Task What_waits_is_written_together_and_in_one_chain()
    {
        var store = new FaultyAudit(new MemoryStore()) { Gate = new SemaphoreSlim(0) };
        var log = new AuditLog(store);
        var appended = Enumerable.Range(0, 1_200).Select(n => log.Append(Entry($"{n}")).AsTask()).ToList();
        store.Gate.Release(10);
        await Task.WhenAll(appended);
        Assert.InRange(store.Batches, 3, 5); // one alone, or with whoever came meanwhile; then the bound
        var head = AuditHead.Start;
        foreach (var record in (await store.AuditRecords(0, 1_000)).Concat(await store.AuditRecords(1_000, 1_000)))
        {
            Assert.True(AuditChain.Follows(head, record));
            head = new AuditHead(record.Sequence, record.Hash);
        }
        Assert.Equal(1_200, head.Sequence);
    }

    [Fact]
    public async Task When_too_many_wait_the_next_one_is_refused_and_nothing_is_lost()
    {
        var store = new FaultyAudit(new MemoryStore()) { Gate = new SemaphoreSlim(0) };
        var log = new AuditLog(store);
        var first = log.Append(Entry("first")).AsTask();
        await store.Entered.Task; // it is being written, and the queue is empty
        var appended = Enumerable.Range(0, AuditLog.QueueLength).Select(n => log.Append(Entry($"{n}")).AsTask()).ToList();
        await Assert.ThrowsAsync<StoreBusyException>(() => log.Append(Entry("one more")).AsTask());
        store.Gate.Release(100);
        await Task.WhenAll([first, .. appended]);
        Assert.Equal(AuditLog.QueueLength + 1, (await store.FindAuditHead()).Sequence);
    }

    [Fact]
    public async Task A_batch_that_failed_is_known_as_uncertain_and_the_next_one_is_written()
    {
        var store = new FaultyAudit(new MemoryStore()) { Fails = true };
        var log = new AuditLog(store);
        await Assert.ThrowsAsync<StoreUncertainException>(() => log.Append(Entry("a")).AsTask());
        store.Fails = false;
        await log.Append(Entry("a"));
        await log.Append(Entry("a"));
        Assert.Equal(1, (await store.FindAuditHead()).Sequence);
    }

    [Theory]
    [InlineData("", "act", "{}")]
    [InlineData("id", "", "{}")]
    [InlineData("id", "act", "\0")]
    public async Task What_is_no_entry_harms_no_other(string id, string act, string details)
    {
        var log = new AuditLog(new MemoryStore());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.Append(new AuditEntry(id, DateTimeOffset.UnixEpoch, "a", act, "s", details)).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.Append(Entry(new string('x', 201))).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.Append(Entry("half a pair: \uD800")).AsTask());
    }

    [Fact]
    public async Task An_export_is_good_from_any_record_on()
    {
        var store = new MemoryStore();
        for (var n = 0; n < 3; n++) await store.AppendAudit([.. Enumerable.Range(0, 400).Select(i => Entry($"{n}/{i}"))]);
        var exporter = new AuditExporter(store);
        foreach (var after in (long[])[0, 1, 999, 1_200])
        {
            var (from, to) = (await exporter.Range(after))!.Value;
            using var file = new MemoryStream();
            await exporter.Write(file, from, to, CancellationToken.None);
            var verifier = new AuditVerifier();
            foreach (var line in System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n')[..^1]) verifier.Take(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            var finding = verifier.Finish();
            Assert.Null(finding.Flaw);
            Assert.Equal((after, 1_200), (finding.From!.Sequence, finding.Head!.Sequence));
        }
        Assert.Null(await exporter.Range(1_201));
    }

    [Fact]
    public async Task Rule_served_every_act_at_the_desk_of_domains_is_in_the_log_and_one_that_came_to_nothing_says_so()
    {
        using var m = await Marketplace.Open();
        var desk = new DomainDesk(m.Actors, new AuditLog(m.Store), m.Local.Repeat, m.Time);
        Assert.True(DomainName.TryParse("example.com", out var domain));
        await desk.Decide(Act.New("operator:1"), domain, DomainStanding.Denied, "asked by letter");
        await desk.TakeBack(Act.New("operator:1"), domain, "letter was forged");
        await desk.OptOut(Act.New("owner:example.com"), domain, "TXT record");
        await desk.OptIn(Act.New("owner:example.com"), domain, "TXT record");
        await desk.Declare(Act.New("operator:1"), m.Customer, new("example.com", DeclarationGround.OwnSite, ""));
        Assert.Single(await desk.Pending());
        await desk.Decide(Act.New("operator:1"), m.Customer, domain, DeclarationState.Confirmed, "seen", m.Time.GetUtcNow().AddDays(30));
        Assert.Empty(await desk.Pending());
        await desk.Decide(Act.New("operator:1"), m.Customer, domain, DeclarationState.Refused, "too late", null);
        Assert.Equal(
            ["domain.denied", "domain.rule_removed", "owner.opted_out", "owner.opted_in", "authorisation.declared", "authorisation.confirmed", "authorisation.refused", "act.failed"],
            (await m.Store.AuditRecords(0, 20)).Select(r => r.Facts.Act));
    }

    private static AuditEntry Entry(string id) => new(id, DateTimeOffset.UnixEpoch, "customer:1", "captcha.refused", "example.com", "{}");

    private static string? Detail(AuditRecord record, string name) => JsonDocument.Parse(record.Facts.Details).RootElement.GetProperty(name).GetString();

    private static CaptchaRequest Token(string? page) =>
        new(Kind.RecaptchaV2) { Token = page is null ? null : new TokenTask(page, "key") };

    /// <summary>Waits, fails and counts as it is told.</summary>
    private sealed class FaultyAudit(MemoryStore inner) : IAuditStore
    {
        public bool Fails { get; set; }

        public SemaphoreSlim? Gate { get; init; }

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Batches { get; private set; }

        public async Task AppendAudit(ImmutableArray<AuditEntry> entries)
        {
            Entered.TrySetResult();
            if (Gate is { } gate) await gate.WaitAsync();
            if (Fails) throw new InvalidOperationException("The database does not reply.");
            Batches++;
            await inner.AppendAudit(entries);
        }

        public Task<ImmutableArray<AuditRecord>> AuditRecords(long after, int take) => inner.AuditRecords(after, take);

        public Task<ImmutableArray<AuditRecord>> LatestAudit(AuditFilter filter, long? before, int take) => inner.LatestAudit(filter, before, take);

        public Task<AuditRecord?> FindAudit(string id) => inner.FindAudit(id);

        public Task<AuditHead> FindAuditHead() => inner.FindAuditHead();
    }
}
