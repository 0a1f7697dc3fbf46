using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Domains;

/// <summary>
/// Its record of workers is a fold over the durable evidence that names it: nothing is lost with a process, and two activations know the same. It stays in memory while
/// somebody asks for it.
/// </summary>
public sealed class DomainActor(DomainName name, ActorServices services, IActorContext context) : IDomain, IActor
{
    /// <summary>
    /// Workers of whom it keeps a record: those of the newest reports. A thousand are some tens of kilobytes, which each process hears again every
    /// <see cref="DomainRatings.Fresh"/> while captchas of the domain are queued. Who is not among them is rated as somebody who is new here.
    /// </summary>
    public const int MostWorkers = 1_000;

    /// <summary>Workers of one page, each of whom has to be asked for his overall rating.</summary>
    public const int MostShown = 50;

    /// <summary>Pieces of evidence that are folded, the newest.</summary>
    private const int Newest = 10_000;

    /// <summary>A message about a report that was lost costs no more than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Where many report at once, each report must not be a read.</summary>
    private static readonly TimeSpan ReadTogether = TimeSpan.FromSeconds(5);

    /// <summary>Nobody has asked for so long: it may go.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(2);

    private ImmutableArray<WorkerOnDomain> _workers = [];
    private DateTimeOffset? _readAt;
    private bool _hasNews;
    private Task? _reading;

    public Task<DomainPolicy> Policy() => services.Actors.DomainBoard().Policy(name.Value);

    public async Task SetPolicy(DomainPolicy policy)
    {
        var board = services.Actors.DomainBoard();
        if (policy is { Standing: DomainStanding.Open, Source: RuleSource.Owner }) await board.Remove(name.Value, RuleSource.Owner);
        else if (await board.Put(new DomainRule(name.Value, policy.Source, policy.Standing, policy.Reason, policy.DecidedBy, policy.DecidedAt)) is not RuleVerdict.Kept and var verdict)
            throw new InvalidOperationException($"The rule for {name} was not kept: {verdict}.");
    }

    public Task Judged()
    {
        _hasNews = true;
        if (_readAt is null && _reading is null) context.Rest(); // whoever asks first reads anyway
        return Task.CompletedTask;
    }

    public async Task<DomainRecord> Record()
    {
        context.WakeAt(context.Now + Linger);
        await Refresh();
        return new DomainRecord(_workers);
    }

    public async Task<RatingsPage> Ratings(WorkerId after, int take)
    {
        context.WakeAt(context.Now + Linger);
        await Refresh();
        var workers = _workers;
        var page = workers.Where(w => w.Worker.Value > after.Value).Take(Math.Clamp(take, 1, MostShown)).ToList();
        var ratings = await Task.WhenAll(page.Select(Rating));
        var next = page.Count > 0 && page[^1].Worker != workers[^1].Worker ? page[^1].Worker : (WorkerId?)null;
        return new RatingsPage(workers.Length, [.. ratings], next);
    }

    public Task Wake()
    {
        context.Rest();
        return Task.CompletedTask;
    }

    private async Task<WorkerRating> Rating(WorkerOnDomain here)
    {
        var skills = (await services.Actors.Worker(here.Worker).View()).Skills;
        var overall = skills.FirstOrDefault(s => s.Kind == Kind.RecaptchaV3)?.Estimate ?? SkillEstimate.Fresh;
        return new WorkerRating(here, overall.Mean, DomainRating.Of(here.ToEstimate(), overall.Mean, services.Numbers.DomainRatings));
    }

    private async Task Refresh()
    {
        if (_readAt is { } at && context.Now - at < (_hasNews ? ReadTogether : ReadAgainAfter)) return;
        var reading = _reading ?? Read();
        if (!reading.IsCompleted) _reading = reading;
        try { await reading; }
        catch (Exception e) when (_readAt is not null && e is not OutOfMemoryException) { /* as it was known last; the next look reads again */ }
    }

    private async Task Read()
    {
        try
        {
            _hasNews = false; // what comes from now on may be missing in what is read
            var evidence = await services.Reports.EvidenceOn(name.Value, Newest);
            _workers = WorkerOnDomain.Fold(evidence, services.Numbers.Skill, MostWorkers);
            _readAt = context.Now;
        }
        catch (Exception)
        {
            _hasNews = true;
            throw;
        }
        finally
        {
            _reading = null;
        }
    }
}
