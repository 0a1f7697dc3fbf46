using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Images;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Actors.Spending;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Recovery;

/// <summary>
/// Regularly asks the store for captchas that are open for longer than an answer usually takes, and wakes their actors. Most are alive and only renew their
/// ticket; those that died with a process come back. Reports that have to go on are woken in the same way, gold tasks
/// are looked after, inviters get their part, deposits are seen through, what customers spent is counted, images whose time is over are deleted,
/// and once a minute it is written down how the marketplace does.
/// </summary>
public sealed class SweeperActor(ActorServices services, IActorContext context) : ISweeper, IActor
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Younger captchas are left alone: almost all of them are answered before.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(8);

    /// <summary>Views of gold tasks come in slowly, and a task that grows waits for minutes anyway.</summary>
    private static readonly TimeSpan TendEvery = TimeSpan.FromSeconds(30);

    /// <summary>Captchas of one sweep; the next one goes on behind them, so that a long queue costs a bounded share of the work.</summary>
    private const int Batch = 1_000;

    private CaptchaId _after;
    private CaptchaId _afterReport;
    private readonly GoldKeeper _gold = new(services);
    private readonly ReferralRounds _referrals = new(services.Referrals);
    private readonly DepositRounds _deposits = new(services.Store, services.Deposits, services.Actors, services.DepositNumbers);
    private readonly SpendingRounds _spending = new(services.Spending, services.Actors);
    private readonly ImageRounds _images = new(services.Images, services.Sanctions, services.ImageNumbers);
    private DateTimeOffset _tendAt = DateTimeOffset.MinValue;
    private bool _sweeping;

    public Task Sweep() => Wake();

    public async Task Wake()
    {
        if (_sweeping) return;
        _sweeping = true;
        try
        {
            var open = await services.Store.OpenCaptchas(context.Now - Age, _after, Batch);
            foreach (var captcha in open) ActorServices.Tell(services.Actors.Captcha(captcha).Requeue());
            _after = open.Length < Batch ? default : open[^1];
            var reports = await services.Reports.OpenReports(context.Now - Age, _afterReport, Batch);
            foreach (var report in reports) ActorServices.Tell(services.Actors.Report(report).Continue());
            _afterReport = reports.Length < Batch ? default : reports[^1];
            await _referrals.Tend(context.Now);
            await _deposits.Tend(context.Now);
            await _spending.Tend(context.Now);
            await _images.Tend(context.Now);
            if (services.Minutes is { } minutes) await minutes.Tend(context.Now);
            if (context.Now < _tendAt) return;
            _tendAt = context.Now + TendEvery;
            await _gold.Tend(context.Now);
        }
        finally
        {
            _sweeping = false;
            context.WakeAt(context.Now + Period);
        }
    }
}
