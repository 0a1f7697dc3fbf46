using System.Diagnostics;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Cluster.Tests;

/// <summary>
/// A captcha that is answered, reported bad, answered again, judged by a moderator and followed by a sanction, among people of its own. Whoever takes part asks
/// again until he is told, as real ones do.
/// </summary>
internal sealed class ReportLife
{
    private const long Moderator = 900_001;
    private const string FirstAnswer = "O0l1";
    private const string Truth = "00I1"; // a typical mistake away

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly CaptchaRequest Request = new(Kind.ImageText);
    private static readonly CaptchaImages Images = new(new StoredImage("image/png", [.. new byte[200]]), null);

    /// <summary>One less than put a worker before a moderator.</summary>
    private static readonly int EarlierMistakes = ReportOptions.Default.Mistakes.TypicalBeforeTraining - 1;

    private static long _people = 500_000;

    private readonly OwnHost _host;

    private ReportLife(OwnHost host, CustomerId customer)
    {
        _host = host;
        Customer = customer;
        (First, Second) = (new WorkerId(Interlocked.Increment(ref _people)), new WorkerId(Interlocked.Increment(ref _people)));
    }

    public CustomerId Customer { get; }

    public WorkerId First { get; }

    public WorkerId Second { get; }

    public CaptchaId Captcha { get; private set; }

    /// <summary>A first worker with nearly too many typical mistakes has answered; a second one has a high rating.</summary>
    public static async Task<ReportLife> Begin(OwnHost host)
    {
        var customer = await host.Office.OpenCustomer("a reporter", ApiKey.Create());
        await host.Office.Deposit(await host.Office.NewOperation(), customer, Money.FromDollars(1));
        var life = new ReportLife(host, customer);
        await life.WriteHistory();
        foreach (var worker in (WorkerId[])[life.First, life.Second]) await host.Repeat.UntilKnown(() => host.Actors.Worker(worker).Enroll());
        var (id, result) = await host.Customers.Submit(customer, Request, Images);
        Assert.Equal(SubmitVerdict.Accepted, result.Verdict);
        life.Captcha = id;
        await life.Answers(life.First, id, FirstAnswer);
        return life;
    }

    public async Task<ReportState> State() => (await _host.Store.FindReportState(Captcha))!;

    public async Task ReportBad() => Assert.Equal(ReportVerdict.Recorded, await _host.Reports.Report(Customer, Captcha, false));

    /// <summary>Works until the captcha has this worker's answer.</summary>
    public async Task Answers(WorkerId worker, CaptchaId captcha, string answer) =>
        await Until(async () =>
        {
            if (await _host.Store.FindCaptcha(captcha) is { Solution: { } solution }) return solution.Worker == worker && solution.Answer == answer;
            if (await Leased(worker) is { } assignment) await _host.Work.Answer(assignment.Id, answer);
            return false;
        }, $"an answer of worker {worker}");

    /// <returns>Null: nothing at the moment.</returns>
    private async Task<Assignment?> Leased(WorkerId worker) =>
        (await _host.Work.Next(worker, [Kind.ImageText], TimeSpan.FromSeconds(2), CancellationToken.None)).Assignment;

    public Task Leases(WorkerId worker, CaptchaId captcha) => Until(async () => (await Leased(worker))?.Id.Captcha == captcha, $"a lease of {captcha}");

    /// <summary>Some step behind this version is durable.</summary>
    public Task IsPast(long version) => Until(async () => (await State()).Version > version, $"a version behind {version}");

    public Task Resolve() => Until(async () =>
        await _host.Actors.Report(Captcha).Resolve(new Resolution(Moderator, Truth)) == ResolveVerdict.Done, "the moderator's resolution");

    public Task SendToTraining() => Until(async () =>
        await _host.Actors.Report(Captcha).Decide(new Decision(Moderator, Against: true)) == ResolveVerdict.Done, "the moderator's decision");

    public Task Reaches(ReportStatus status) => Until(async () => await State() is { ToDo: ReportEffects.None } state && state.Status == status, $"{status}");

    public Task RecheckIsOpen() => Until(async () => (await State()).Recheck is { } recheck && await _host.Store.FindCaptcha(recheck) is not null, "a recheck");

    /// <summary>Asks until it is so; that nobody knows at the moment is no answer.</summary>
    private static async Task Until(Func<Task<bool>> isSo, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        Exception? last = null;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await timer.WaitForNextTickAsync())
        {
            try
            {
                if (await isSo()) return;
            }
            catch (Exception e)
            {
                last = e;
            }
        }
        throw new TimeoutException($"Not within {Patience}: {what}", last);
    }

    private async Task WriteHistory()
    {
        var now = DateTimeOffset.UtcNow; // young: the sweeper leaves it alone until it is done
        var quote = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);
        var past = new CustomerId(Customer.Value + 1_000_000); // another customer's captchas
        await Commit(new TransferCommit(Charge.Deposit(-past.Value, past, Money.FromDollars(1)), now));
        for (var i = 0; i < EarlierMistakes; i++)
        {
            var id = new CaptchaId(await _host.Store.LeaseIds(IdSequence.Captcha, 1));
            var open = new CaptchaState { Id = id, Customer = past, Request = Request, Quote = quote, SubmittedAt = now };
            await Commit(SubmitCommit.Of(open, CaptchaImages.None, id.Value));
            await Commit(EndCommit.Of(open.Grant(First, now).Next.Accept(First, FirstAnswer, now).Next));
            await _host.Store.AddReport(new ReportRow(id, past, false, now, id.Value));
            var state = (await _host.Store.FindReportState(id))! with { Worker = First };
            foreach (var happened in (ReportEvent[])[ReportEvent.SaysBadAnswer, ReportEvent.AnswersDiffer, ReportEvent.ModeratorFindsTypical])
            {
                state = state.After(happened)!.Value.Next;
                await Commit(new ReportCommit(state, [], [], now));
            }
        }
        // Evidence comes with a step of a report: here one of nobody's.
        var nobodys = new CaptchaId(await _host.Store.LeaseIds(IdSequence.Captcha, 1));
        await _host.Store.AddReport(new ReportRow(nobodys, past, true, now, nobodys.Value));
        var right = Enumerable.Range(1, 60).Select(n => new Evidence(Second, new CaptchaId(long.MaxValue - n), EvidenceSource.Gold, Kind.ImageText, true, 1, now));
        await Commit(new ReportCommit((await _host.Store.FindReportState(nobodys))!.After(ReportEvent.SaysGood)!.Value.Next, [.. right], [], now));
    }

    private async Task Commit(Commit commit) => Assert.Equal(CommitVerdict.Created, (await _host.Store.Commit(commit)).Verdict);
}
