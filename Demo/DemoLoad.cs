using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Imaging.Captchas;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Demo;

/// <summary>
/// Simulated customers: they submit generated captchas at a steady rate, ask for the answers, compare them with what they drew, and pay in when their money runs low.
/// </summary>
/// <param name="seed">One seed draws the same captchas in the same order.</param>
public sealed partial class DemoLoad(
    CustomerDesk desk, FrontOffice office, Repeat repeat, CustomerId customer, LoadOptions options, int seed, TimeProvider time, ILogger<DemoLoad> logger)
{
    private static readonly TextContent[] Contents = Enum.GetValues<TextContent>();

    private readonly Random _random = new(seed);
    private int _open;
    private int _holdBack;
    private int _payingIn;

    /// <summary>Told of every end; may be called by several at once.</summary>
    public event Action<LoadResult>? Ended;

    /// <summary>Submits until it is stopped, and then waits for nothing more.</summary>
    public async Task Run(CancellationToken stop)
    {
        options.Validate();
        var money = KeepMoney(stop);
        var start = time.GetTimestamp();
        var submitted = 0L; // since start; what was left out in a pause is not made up for
        while (!stop.IsCancellationRequested)
        {
            var due = TimeSpan.FromSeconds(submitted / options.PerSecond) - time.GetElapsedTime(start);
            if (due > TimeSpan.Zero && !await Pause(due, stop)) break;
            if (Volatile.Read(ref _open) < options.MostOpen && Interlocked.Exchange(ref _holdBack, 0) == 0)
            {
                Interlocked.Increment(ref _open);
                _ = One(Draw(), stop);
            }
            else
            {
                if (!await Pause(options.HoldBack, stop)) break;
                (start, submitted) = (time.GetTimestamp(), 0);
                continue;
            }
            submitted++;
        }
        await money;
    }

    private TextCaptcha Draw() => TextCaptcha.Generate(_random, new TextCaptchaStyle
    {
        Content = Contents[_random.Next(Contents.Length)],
        CaseMatters = _random.Next(3) == 0,
        EmbedAnswer = true,
    });

    private async Task One(TextCaptcha drawn, CancellationToken stop)
    {
        var result = new LoadResult(LoadEnd.Lost, null);
        try
        {
            var (id, submitted) = await desk.Submit(customer, RequestFor(drawn.Hints), ImagesOf(drawn));
            result = submitted.Verdict == SubmitVerdict.Accepted
                ? new LoadResult(await Ask(id, drawn, stop), id)
                : new LoadResult(LoadEnd.Refused, null);
            if (result.End == LoadEnd.Refused) Volatile.Write(ref _holdBack, 1);
            if (submitted.Verdict == SubmitVerdict.NoFunds) await PayInIfLow();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { /* stopped; the captcha goes on without us */ }
#pragma warning disable CA1031 // whatever fails, the other customers go on
        catch (Exception e)
        {
            LogFailure(logger, e);
            Volatile.Write(ref _holdBack, 1);
        }
#pragma warning restore CA1031
        Interlocked.Decrement(ref _open);
        Ended?.Invoke(result);
    }

    private async Task<LoadEnd> Ask(CaptchaId id, TextCaptcha drawn, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < options.GiveUpAfter)
        {
            await Task.Delay(options.AskEvery, time, stop);
            var view = await desk.Read(customer, id);
            if (view.Status == CaptchaViewStatus.Unsolvable) return LoadEnd.Unsolvable;
            if (view.Status != CaptchaViewStatus.Solved) continue;
            var comparison = drawn.Hints.CaseMatters ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            return string.Equals(view.Answer, drawn.Answer, comparison) ? LoadEnd.Right : LoadEnd.Wrong;
        }
        return LoadEnd.Lost;
    }

    private async Task KeepMoney(CancellationToken stop)
    {
        do await PayInIfLow();
        while (await Pause(options.LookAtBalanceEvery, stop));
    }

    private async Task PayInIfLow()
    {
        if (Interlocked.Exchange(ref _payingIn, 1) == 1) return;
        try
        {
            if ((await desk.View(customer)).Balance >= options.LowBalance) return;
            var operation = await repeat.UntilKnown(office.NewOperation);
            await repeat.UntilKnown(() => office.Deposit(operation, customer, options.TopUp));
            LogTopUp(logger, options.TopUp);
        }
        catch (OutcomeUnknownException e)
        {
            LogFailure(logger, e); // looked at again soon
        }
        finally
        {
            Volatile.Write(ref _payingIn, 0);
        }
    }

    /// <returns>False when it was stopped.</returns>
    private async Task<bool> Pause(TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    private static CaptchaImages ImagesOf(TextCaptcha drawn) => new(new StoredImage("image/png", [.. drawn.Png]), null);

    internal static CaptchaRequest RequestFor(TextCaptchaHints hints) => new(Kind.ImageText)
    {
        CaseSensitive = hints.CaseMatters,
        Math = hints.Arithmetic,
        Numeric = hints.DigitsOnly ? NumericRule.DigitsOnly
            : hints.LettersOnly ? NumericRule.LettersOnly
            : hints.LettersAndDigits ? NumericRule.DigitsAndLetters
            : NumericRule.Any,
        MinLength = hints.MinLength,
        MaxLength = hints.MaxLength,
    };

    [LoggerMessage(1, LogLevel.Warning, "A simulated customer failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The simulated customers paid in {Amount} dollars")]
    private static partial void LogTopUp(ILogger logger, Money amount);
}
