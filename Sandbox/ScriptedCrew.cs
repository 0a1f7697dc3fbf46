using System.Threading.Channels;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Sandbox;

/// <summary>
/// The workers behind the script. They are ordinary workers to the marketplace: they take a lease, answer, and are paid in the sandbox's money; only that the
/// captcha was not offered to anybody else.
/// </summary>
internal sealed class ScriptedCrew
{
    /// <summary>Each has one captcha at a time, for as long as two calls within this process take.</summary>
    private const int Workers = 32;

    /// <summary>Each look orders votes or ends it, and so many votes are never ordered.</summary>
    private const int MostLooks = 100;

    /// <summary>Numbers that accounts do not reach.</summary>
    private const long FirstNumber = 1_000_000_000;

    private readonly Channel<WorkerId> _free = Channel.CreateBounded<WorkerId>(Workers);
    private readonly Lazy<Task> _open;

    private readonly IActors _actors;
    private readonly TimeProvider _time;

    public ScriptedCrew(IActors actors, TimeProvider time)
    {
        (_actors, _time) = (actors, time);
        _open = new Lazy<Task>(Open);
    }

    /// <summary>Lets a captcha take its course. Returns when it is answered, or ends unsolved.</summary>
    /// <param name="answer">The one text as which actors pass answers on; null: it is unsolvable.</param>
    /// <param name="delay">In the sandbox's time.</param>
    /// <param name="end">Nobody is interested any more.</param>
    /// <param name="isVotedOn">Several answer it, all of them the same.</param>
    public async Task Play(CaptchaId captcha, CustomerId customer, string? answer, TimeSpan delay, bool isVotedOn, CancellationToken end)
    {
        // Counted from now on, whatever else has to be waited for.
        var pause = delay > TimeSpan.Zero ? Task.Delay(delay, _time, end) : Task.CompletedTask;
        await _open.Value;
        await pause;
        if (answer is null)
        {
            await _actors.Captcha(captcha).Withdraw(customer);
            return;
        }
        if (isVotedOn) await Vote(captcha, customer, answer, end);
        else await Answer(captcha, answer, end);
    }

    private async Task Answer(CaptchaId captcha, string answer, CancellationToken end)
    {
        var worker = await _free.Reader.ReadAsync(end);
        try
        {
            var lease = await _actors.Captcha(captcha).Lease(worker);
            if (lease.Assignment is not null) await _actors.Captcha(captcha).Answer(worker, answer);
        }
        finally
        {
            await _free.Writer.WriteAsync(worker, CancellationToken.None);
        }
    }

    /// <summary>Answers the votes on it, as they are ordered, until they are enough. Should they not become enough, it is unsolvable.</summary>
    private async Task Vote(CaptchaId captcha, CustomerId customer, string answer, CancellationToken end)
    {
        var crowd = _actors.Crowd(captcha);
        for (var look = 0; look < MostLooks; look++)
        {
            await crowd.Continue();
            if ((await _actors.Captcha(captcha).Read(customer)).Status != CaptchaViewStatus.Processing) return;
            foreach (var vote in (await crowd.View()).Open) await Answer(vote, answer, end);
        }
        await _actors.Captcha(captcha).Withdraw(customer);
    }

    private async Task Open()
    {
        for (var i = 0; i < Workers; i++)
        {
            var worker = new WorkerId(FirstNumber + i);
            await _actors.Worker(worker).Enroll();
            await _free.Writer.WriteAsync(worker);
        }
    }
}
