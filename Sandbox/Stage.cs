using System.Collections.Concurrent;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Sandbox;

/// <summary>What becomes of a captcha that no rule is about.</summary>
public enum UsualEnd
{
    /// <summary>It is answered at once.</summary>
    Answer = 1,

    /// <summary>Whoever works in the portal gets it.</summary>
    Human = 2,

    /// <summary>Nobody solves it.</summary>
    Unsolvable = 3,
}

/// <summary>Lets accepted captchas take the course that the script has for them.</summary>
internal sealed partial class Stage(Cast cast, ScriptedCrew crew, IActors actors, SandboxTime time, ILogger<Stage> log) : IDisposable
{
    /// <summary>In real time; what is due takes milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CaptchaId, (DateTimeOffset DueAt, Task Play)> _plays = new();
    private readonly SemaphoreSlim _advancing = new(1);
    private CancellationTokenSource _scene = new();

    public UsualEnd Usual { get; set; } = UsualEnd.Answer;

    public Kind? KindOf(CaptchaId captcha) => cast.Find(captcha)?.Kind;

    /// <summary>What without a delay is to be answered is answered when this returns.</summary>
    /// <returns>What the author of the script should know; null: nothing.</returns>
    public async Task<string?> Enter(CaptchaId captcha, CustomerId customer, CaptchaRequest request, RuleEffect? effect)
    {
        var isScripted = effect is { Answer: not null } or { Unsolvable: true } || effect?.Delay > TimeSpan.Zero;
        var isForHumans = effect?.Human == true || (Usual == UsualEnd.Human && !isScripted);
        if (!cast.TryAdd(captcha, new Part(customer, request.Kind, isForHumans, effect?.Callback))) return null; // sent once more
        if (isForHumans)
        {
            await actors.Captcha(captcha).Requeue();
            return null;
        }
        var (answer, flaw) = AnswerTo(request, effect);
        var delay = effect?.Delay ?? TimeSpan.Zero;
        var play = Play(captcha, customer, answer, delay, request.Confident is not null, _scene.Token);
        if (delay == TimeSpan.Zero) await play;
        else Remember(captcha, delay, play);
        return flaw is null ? null : "The rule's answer " + flaw + ". The captcha is unsolvable.";
    }

    /// <summary>Sets the clock forward, and returns when everything of the script that was due is done.</summary>
    public async Task Advance(TimeSpan by)
    {
        await _advancing.WaitAsync();
        try
        {
            time.Advance(by);
            var now = time.GetUtcNow();
            var due = _plays.Values.Where(p => p.DueAt <= now).Select(p => p.Play).ToArray();
            await Task.WhenAll(due).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _advancing.Release();
        }
    }

    /// <summary>What is open ends unsolved, and nothing is known of captchas any more.</summary>
    public async Task Clear()
    {
        using var scene = Interlocked.Exchange(ref _scene, new CancellationTokenSource());
        await scene.CancelAsync();
        Usual = UsualEnd.Answer;
        foreach (var (captcha, part) in cast.TakeAll()) await actors.Captcha(captcha).Withdraw(part.Customer);
    }

    public void Dispose()
    {
        _scene.Dispose();
        _advancing.Dispose();
    }

    private (string? Answer, string? Flaw) AnswerTo(CaptchaRequest request, RuleEffect? effect)
    {
        if (effect is { Unsolvable: true }) return (null, null);
        if (effect?.Answer is { } answer) return ScriptedAnswer.Read(request, answer);
        return (Usual == UsualEnd.Unsolvable ? null : DefaultAnswers.Of(request), null);
    }

    private async Task Play(CaptchaId captcha, CustomerId customer, string? answer, TimeSpan delay, bool isVotedOn, CancellationToken end)
    {
        try { await crew.Play(captcha, customer, answer, delay, isVotedOn, end); }
        catch (OperationCanceledException) when (end.IsCancellationRequested) { /* another script has begun */ }
#pragma warning disable CA1031 // the captcha ends by its deadline
        catch (Exception e) { LogFailed(log, e, captcha); }
#pragma warning restore CA1031
    }

    private void Remember(CaptchaId captcha, TimeSpan delay, Task play)
    {
        _plays[captcha] = (time.GetUtcNow() + delay, play);
        _ = play.ContinueWith(_ => _plays.TryRemove(captcha, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Captcha {Captcha} was not played as the script has it.")]
    private static partial void LogFailed(ILogger log, Exception exception, CaptchaId captcha);
}
