using System.Globalization;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Simulation.Cluster;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>
/// Asks for captchas and answers them, as his habits are: in time, late, twice, differently, or not at all. His answers name him and the captcha, so that
/// an answer in the wrong place shows.
/// </summary>
public sealed class WorkerAgent(AgentSetting setting, WorkerId id, WorkerHabits habits) : IAgent
{
    /// <summary>Longer than a message may be on its way: an older wish does not arrive after a newer one.</summary>
    private static readonly TimeSpan BetweenTerms = TimeSpan.FromSeconds(30);

    private static readonly AttemptEnd[] Reasons = [AttemptEnd.Unreadable, AttemptEnd.NotACaptcha, AttemptEnd.TooHard, AttemptEnd.OtherReason];

    public async Task Live()
    {
        await setting.Insist("Enroll", id, async h =>
        {
            await h.Actors.Worker(id).Enroll();
            return true;
        });
        TimeSpan? asked = null;
        while (!setting.IsClosing)
        {
            if (habits.HasTerms && !(setting.World.Elapsed - asked < BetweenTerms))
            {
                await AskFor(RandomTerms());
                asked = setting.World.Elapsed;
            }
            if (setting.World.Chance(habits.Breaks)) await Break();
            if (setting.World.Chance(0.05)) await LookAtAccount();
            if (await Next() is { } assignment) await Work(assignment);
            else await setting.Pause(0, 1);
        }
    }

    private async Task AskFor(OwnTerms terms)
    {
        setting.Cluster.Terms.Changes(id);
        await setting.Insist("SetTerms", id, h => h.WorkerDesk.SetTerms(id, terms));
        setting.Cluster.Terms.Changed(id);
    }

    /// <summary>Around what an image pays with and without a coefficient, and a cap that is reached with a few answers.</summary>
    private OwnTerms RandomTerms() => new(
        setting.Random.Next(2) == 0 ? Money.Zero : new Money(setting.Random.Next(100, 300) * 1_000L),
        setting.Random.Next(3) == 0 ? null : new Money(setting.Random.Next(1, 2_000) * 1_000L));

    public async Task LookBack()
    {
        var view = await setting.Insist("View", id, h => h.WorkerDesk.View(id));
        setting.Claims.Viewed(id, view);
    }

    private async Task<Assignment?> Next()
    {
        var wait = setting.World.Between(TimeSpan.Zero, TimeSpan.FromSeconds(25));
        using var gone = new CancellationTokenSource();
        NextResult next;
        if (!habits.HasTerms) setting.Idle.Waits(id, habits.Kinds is { } some ? KindSet.Of(some.AsSpan()) : KindSet.All);
        try
        {
            next = await setting.Ask("Next", id, wait + TimeSpan.FromSeconds(12), h => h.WorkerDesk.Next(id, habits.Kinds, wait, gone.Token));
        }
        catch (Exception)
        {
            HangUp(gone);
            return null;
        }
        finally
        {
            setting.Idle.WaitsNoMore(id);
        }
        if (next.Assignment is { } given) setting.Claims.Given(id, habits.Kinds, given);
        return next.Assignment;
    }

    private async Task Work(Assignment assignment)
    {
        if (setting.World.Chance(habits.Vanishes))
        {
            await setting.Pause(5, 60);
            return;
        }
        await setting.Pause(habits.Quickest, habits.Slowest);
        if (setting.World.Chance(habits.Naughty)) await Misbehave(assignment);
        if (setting.World.Chance(habits.Skips)) await GiveBack(assignment.Id);
        else if (setting.World.Chance(habits.Breaks / 4)) await Break();
        else await Answer(assignment.Id, TextFor(assignment));
    }

    private async Task Misbehave(Assignment assignment)
    {
        switch (setting.Random.Next(4))
        {
            case 0:
                await Answer(assignment.Id, "\u0001 no text");
                break;
            case 1:
                var foreign = assignment.Id with { Captcha = new CaptchaId(1 + setting.Random.Next((int)assignment.Id.Captcha.Value + 3)) };
                if (foreign != assignment.Id) await Answer(foreign, TextFor(assignment with { Id = foreign }));
                break;
            case 2:
                await Answer(assignment.Id, TextFor(assignment));
                break;
            default:
                await Answer(assignment.Id, assignment.Kind == Kind.Grid ? "16" : "second thoughts");
                break;
        }
    }

    /// <summary>An answer is repeated until its outcome is known, but not for ever.</summary>
    private async Task Answer(AssignmentId assignment, string text)
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            try
            {
                var result = await setting.Ask("Answer", assignment, TimeSpan.FromSeconds(12), h => h.WorkerDesk.Answer(assignment, text));
                setting.Claims.Answered(assignment, text, result);
                if (result.Outcome != AnswerOutcome.TryAgain) return;
            }
            catch (Exception e) when (e is TimeoutException or OutcomeUnknownException or Network.ProcessGoneException)
            {
                // unknown: the same again
            }
            await setting.Pause(0.2, 2);
        }
    }

    private async Task GiveBack(AssignmentId assignment)
    {
        try
        {
            await setting.Ask("GiveBack", assignment, TimeSpan.FromSeconds(12),
                h => h.WorkerDesk.GiveBack(assignment, Reasons[setting.Random.Next(Reasons.Length)]));
        }
        catch (Exception) { /* he does not care */ }
    }

    /// <summary>What he sees now may be out of date a moment later; what he sees at the end may not.</summary>
    private async Task LookAtAccount()
    {
        try { await setting.Ask("View", id, TimeSpan.FromSeconds(12), h => h.WorkerDesk.View(id)); }
        catch (Exception) { /* another time */ }
    }

    private async Task Break()
    {
        try
        {
            await setting.Ask("Pause", id, TimeSpan.FromSeconds(12), async (Host h) =>
            {
                await h.WorkerDesk.Pause(id);
                return true;
            });
        }
        catch (Exception) { /* he goes anyway */ }
        await setting.Pause(1, 20);
    }

    /// <summary>Here and now: the asynchronous way would leave for the thread pool.</summary>
    private static void HangUp(CancellationTokenSource connection) => connection.Cancel();

    /// <summary>Names the captcha and the worker: in words, or in a grid by a square for each, as far as there are enough.</summary>
    private static string TextFor(Assignment assignment)
    {
        var (captcha, worker) = (assignment.Id.Captcha.Value, assignment.Id.Worker.Value);
        // The last square is nobody's: it is what second thoughts are about.
        return assignment.Kind switch
        {
            Kind.Grid => string.Create(CultureInfo.InvariantCulture, $"{1 + worker % 7},{8 + captcha % 8}"),
            Kind.Text => worker % 5 == 0 ? "I cannot read it" : "what is written there", // a recheck may find the same
            Kind.RecaptchaV2 => $"a-token-of-{worker}-for-{captcha}-and-nobody-else",
            _ => $"c{captcha}w{worker}",
        };
    }
}
