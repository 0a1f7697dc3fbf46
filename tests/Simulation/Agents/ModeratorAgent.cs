using CaptchaGrains.Actors.Reports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>Looks through the reports that wait for a moderator, and decides as it comes: for the first worker, for the second, or for neither.</summary>
public sealed class ModeratorAgent(AgentSetting setting) : IAgent
{
    private const long Number = 1_000;

    public async Task Live()
    {
        while (!setting.IsClosing)
        {
            await setting.Pause(1, 10);
            foreach (var report in await setting.Cluster.Database.Memory.AwaitingModerator(default, 20)) await Judge(report);
        }
    }

    public Task LookBack() => Task.CompletedTask;

    private async Task Judge(ReportState report)
    {
        // Asked once and again: the answer must be the same.
        var answer = AnswerFor(report);
        var against = setting.World.Chance(0.5);
        do
        {
            try
            {
                var verdict = await setting.Ask("Judge", report.Captcha, TimeSpan.FromSeconds(12), h => report.Status == ReportStatus.AwaitingModerator
                    ? h.Actors.Report(report.Captcha).Resolve(new Resolution(Number, answer))
                    : h.Actors.Report(report.Captcha).Decide(new Decision(Number, against)));
                setting.Claims.Judged(report.Captcha, verdict);
            }
            catch (Exception) { /* another time */ }
        } while (setting.World.Chance(0.2));
    }

    private string AnswerFor(ReportState report)
    {
        var captcha = setting.Cluster.Ledger.Find(report.Captcha)!;
        var first = captcha.End!.Captcha.Solution!.Answer;
        return setting.Random.Next(4) switch
        {
            0 => first,
            1 => report.SecondAnswer ?? first,
            2 when captcha.State.Request.Kind != Kind.Grid => first + "x", // a typical mistake
            _ => captcha.State.Request.Kind == Kind.Grid ? "16" : "neither",
        };
    }
}
