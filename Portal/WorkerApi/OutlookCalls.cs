using System.Collections.Immutable;
using System.Globalization;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>What a worker who has nothing to do wants to know: why, for how long, and what he has earned meanwhile.</summary>
internal static class OutlookCalls
{
    /// <summary>A day, wherever on earth it began.</summary>
    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(2);

    public static async Task<IResult> Outlook(HttpContext context, WorkerDesk desk, MarketLoad load, PriceQuotes quotes, TimeProvider time, string? kinds)
    {
        if (!WorkCalls.TryKinds(string.IsNullOrEmpty(kinds) ? null : kinds.Split(','), out var wanted)) return WorkCalls.WrongKinds();
        var view = await desk.View(context.User.Worker());
        if (view.Profile is not { } profile) return Problem.NotAWorker.Because();
        var loads = await load.OfAll();
        var rows = ImmutableArray.CreateBuilder<KindOutlook>(loads.Length);
        var paying = new HashSet<Kind>(); // at least what he asks
        foreach (var of in loads)
        {
            var rate = (await quotes.Current(of.Kind, time.GetUtcNow())).Rate;
            var perMille = view.Skills.FirstOrDefault(s => s.Kind == of.Kind)?.EarnPerMille ?? 1000;
            var pay = perMille == 1000 ? rate : EarnCoefficient.Apply(rate, perMille);
            if (pay >= profile.MinRate) paying.Add(of.Kind);
            rows.Add(new KindOutlook(
                of.Kind.ToString(),
                pay.ToString(),
                profile.Kinds.Contains(of.Kind),
                view.Limits.Where(l => l.Kind == of.Kind).Select(l => (DateTimeOffset?)l.Until).Max(),
                of.Depth,
                of.Waiting,
                of.SubmittedLastMinute));
        }
        var his = loads.Where(l => (wanted is not { } some || some.Contains(l.Kind)) && profile.Kinds.Contains(l.Kind)).ToList();
        var open = his.FindAll(l => view.Limits.All(limit => limit.Kind != l.Kind));
        var onHisTerms = open.FindAll(l => paying.Contains(l.Kind));
        var reason = Reason(view, his, open, onHisTerms);
        var mayWork = view is { Status: WorkerStatus.Active, CappedUntil: null };
        var forecast = mayWork ? WaitForecast.Expected(onHisTerms.Select(l => (l.SubmittedLastMinute, l.Waiting))) : null;
        int? seconds = forecast is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null;
        return TypedResults.Json(new OutlookReply(reason, view.Status == WorkerStatus.Active ? view.CappedUntil : null, seconds, rows.DrainToImmutable()), WorkerApiJson.Default.OutlookReply);
    }

    public static async Task<IResult> Earned(HttpContext context, IMarketStore store, TimeProvider time, string? since)
    {
        var now = time.GetUtcNow();
        if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from) || from > now || from < now - LongestAgo)
            return Problem.OutOfRange.Because("since is a time, at most two days ago.");
        // Entries are kept to the millisecond.
        var earned = await EarnedSince.Read(store, context.User.Worker(), DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds()));
        return TypedResults.Json(new EarnedReply(from, earned.Sum.ToString(), earned.Solved), WorkerApiJson.Default.EarnedReply);
    }

    private static string Reason(WorkerView view, List<KindLoad> his, List<KindLoad> open, List<KindLoad> onHisTerms) => view.Status switch
    {
        WorkerStatus.InTraining => "not_trained",
        WorkerStatus.Suspended or WorkerStatus.Banned => "suspended",
        _ when view.CappedUntil is not null => "daily_cap",
        _ when his.Count == 0 => "no_kinds",
        _ when open.Count == 0 => "limited",
        _ when onHisTerms.Count == 0 => "asks_more",
        _ when onHisTerms.Exists(l => l.Depth > 0) => "not_for_him",
        _ => onHisTerms.Exists(l => l.SubmittedLastMinute > 0) ? "all_taken" : "nothing_submitted",
    };
}
