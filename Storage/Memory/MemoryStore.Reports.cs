using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IReportStore
{
    private readonly Dictionary<CaptchaId, ReportRow> _reports = [];
    private readonly SortedDictionary<long, ReportState> _states = [];
    private readonly Dictionary<(WorkerId, CaptchaId, EvidenceSource), Evidence> _evidence = [];

    /// <summary>All reports as last committed, ascending by the captcha.</summary>
    public ImmutableArray<ReportState> ReportStates()
    {
        lock (_lock) return [.. _states.Values];
    }

    public Task<bool> AddReport(ReportRow report)
    {
        lock (_lock)
        {
            if (_reports.TryAdd(report.Captcha, report with { At = StoredTime.Cut(report.At) })) _states.Add(report.Captcha.Value, ReportJson.First(report));
            return Task.FromResult(_reports[report.Captcha].Attempt == report.Attempt);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha)
    {
        lock (_lock) return Task.FromResult(_reports.GetValueOrDefault(captcha));
    }

    public Task<ReportState?> FindReportState(CaptchaId captcha)
    {
        lock (_lock) return Task.FromResult(_states.GetValueOrDefault(captcha.Value));
    }

    public Task<ImmutableArray<CaptchaId>> OpenReports(DateTimeOffset reportedBefore, CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_states.Values.Where(s => s.MovesByItself && s.Captcha > after && s.At < StoredTime.Cut(reportedBefore))
                .Take(take).Select(s => s.Captcha).ToImmutableArray());
    }

    public Task<ImmutableArray<ReportState>> AwaitingModerator(CaptchaId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_states.Values.Where(s => ReportMachine.AwaitsModerator(s.Status) && s.Captcha > after).Take(take).ToImmutableArray());
    }

    public Task<long> CountIncorrect(WorkerId worker)
    {
        lock (_lock) return Task.FromResult(_states.Values.LongCount(s => s.Worker == worker && s.IsIncorrect && !_forgiven.Contains((worker, s.Captcha))));
    }

    public Task<long> CountTypical(WorkerId worker, int window, DateTimeOffset since)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        lock (_lock) return Task.FromResult(Typical(worker, window, since).LongCount());
    }

    public Task<ImmutableArray<ReportState>> TypicalMistakes(WorkerId worker, int window, DateTimeOffset since, int take)
    {
        Pages.RequireTake(window, Pages.MaxOpen);
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock) return Task.FromResult(Typical(worker, window, since).Reverse().Take(take).ToImmutableArray());
    }

    public Task<ImmutableArray<Outcome>> LastAnswers(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(Answers(worker).Take(take)
                .Select(o => o with { GrantedAt = StoredTime.Cut(o.GrantedAt), EndedAt = StoredTime.Cut(o.EndedAt) }).ToImmutableArray());
    }

    public Task<ImmutableArray<TokenAnswer>> LastTokens(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(Answers(worker).Where(o => o.Kind.Traits().Family == KindFamily.Token && !_forgiven.Contains((worker, o.Captcha))).Take(take).Reverse()
                .Select(o => new TokenAnswer(o.Kind, StoredTime.Cut(o.EndedAt), ReportsGood(_captchas[o.Captcha.Value].State.Customer))).ToImmutableArray());

        bool ReportsGood(CustomerId customer) => _states.Values.Any(s => s.SaysGood && s.Customer == customer);
    }

    public Task<ImmutableArray<Evidence>> EvidenceOf(WorkerId worker, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_evidence.Values.Where(e => e.Worker == worker && !_forgiven.Contains((worker, e.Captcha))).OrderByDescending(e => e.At).ThenByDescending(e => e.Captcha)
                .ThenByDescending(e => e.Source).Take(take).Reverse().ToImmutableArray());
    }

    public Task<ImmutableArray<Evidence>> EvidenceOn(string domain, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_evidence.Values.Where(e => e.Domain == domain && !_forgiven.Contains((e.Worker, e.Captcha))).OrderByDescending(e => e.At).ThenByDescending(e => e.Captcha)
                .ThenByDescending(e => e.Source).ThenByDescending(e => e.Worker.Value).Take(take).Reverse().ToImmutableArray());
    }

    public Task<ImmutableArray<bool>> VerifiedComplaints(CustomerId customer, int take)
    {
        Pages.RequireTake(take, Pages.MaxOpen);
        lock (_lock)
            return Task.FromResult(_states.Values.Where(s => s.Customer == customer && !s.SaysGood && ReportRows.Verified.Contains(s.Status))
                .OrderByDescending(s => s.At).ThenByDescending(s => s.Captcha).Take(take).Reverse().Select(s => !ReportRows.Lost.Contains(s.Status)).ToImmutableArray());
    }

    public Task<ImmutableArray<CustomerReport>> ReportsOf(CustomerId customer, CaptchaId? before, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        lock (_lock)
            return Task.FromResult(_states.Values.Where(s => s.Customer == customer && (before is null || s.Captcha < before)).Reverse().Take(take)
                .Select(s => new CustomerReport(s, _captchas[s.Captcha.Value].State.Quote.Price)).ToImmutableArray());
    }

    public Task<ComplaintRecord> ComplaintsOf(CustomerId customer, DateTimeOffset since)
    {
        lock (_lock)
        {
            var from = StoredTime.Cut(since);
            var bad = _states.Values.Where(s => s.Customer == customer && !s.SaysGood && s.At >= from && s.Status != ReportStatus.WithoutEffect).ToList();
            var tokens = _captchas.Values.Count(c => c.State.Customer == customer && c.State.SubmittedAt >= from && c.State.Status == CaptchaStatus.Solved
                && c.State.Request.Kind.Traits().Family == KindFamily.Token);
            var badTokens = bad.Count(s => s.Status == ReportStatus.Counted);
            return Task.FromResult(new ComplaintRecord(bad.Count - badTokens, bad.Count(s => ReportRows.Lost.Contains(s.Status)), tokens, badTokens));
        }
    }

    private IEnumerable<ReportState> Typical(WorkerId worker, int window, DateTimeOffset since)
    {
        var from = StoredTime.Cut(since);
        // An answer of confident mode is in no outcome under its captcha's number: so the window is a range of numbers.
        if (Answers(worker).Take(window).LastOrDefault() is not { } oldest) return [];
        return _states.Values.Where(s => s.Worker == worker && s.Captcha >= oldest.Captcha && _captchas[s.Captcha.Value].State.EndedAt >= from && ReportRows.Typical.Contains(s.Status) && !_forgiven.Contains((worker, s.Captcha)));
    }

    private IEnumerable<Outcome> Answers(WorkerId worker) =>
        _outcomes.Values.Where(o => o.Worker == worker && o.End == AttemptEnd.Answered).OrderByDescending(o => o.Captcha);

    private void Write(ReportCommit step) => _states[step.Report.Captcha.Value] = step.Report with { At = StoredTime.Cut(step.Report.At) };

    private void Write(Evidence evidence) =>
        _evidence.TryAdd((evidence.Worker, evidence.Captcha, evidence.Source), evidence with { At = StoredTime.Cut(evidence.At) });
}
