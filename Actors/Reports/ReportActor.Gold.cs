using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Reports;

/// <summary>What a report has to do with gold tasks.</summary>
public sealed partial class ReportActor
{
    /// <summary>The house reports nothing but what the stop rule found in a worker's gold tasks: he is suspended until a moderator decides.</summary>
    private async Task<bool> OpenCase(ReportState state, CaptchaState captcha, Solution solution)
    {
        var (next, effects) = Require(state, ReportEvent.GoldTestDecides);
        return await Commit(next with { Worker = solution.Worker }, effects, captcha, EvidenceSource.Gold, 1);
    }

    /// <summary>A good answer may grow into a gold task. Nobody waits for it, and nothing is lost but one task if it comes to nothing.</summary>
    private void ConsiderGold(CaptchaState captcha, Solution solution) =>
        ActorServices.Tell(new GoldKeeper(services).Consider(captcha, solution, context.Now));

    /// <summary>So may one that a moderator gave.</summary>
    private void KeepGold(ReportState state, CaptchaState captcha, string answer) => ActorServices.Tell(
        new GoldKeeper(services).Keep(captcha, answer, state.Second is { } second ? [.. captcha.Givers, second] : captcha.Givers, context.Now));
}
