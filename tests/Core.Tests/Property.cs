using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace CaptchaGrains.Core.Tests;

/// <summary>
/// Runs a property on random cases. A failure names the seed; <c>CAPTCHAGRAINS_SEED=…</c> in the environment replays it, and
/// <c>CAPTCHAGRAINS_CASES=…</c> asks for more cases than the test run has time for.
/// </summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> cases, Action<T> check, int count = 500, Func<T, IEnumerable<T>>? shrink = null)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : (ulong)Random.Shared.NextInt64(1, 1_000_000_000);
        if (int.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_CASES"), CultureInfo.InvariantCulture, out var more)) count = more;
        var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None));
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(replay);
        try
        {
            Check.One(config, Prop.ForAll(shrink is null ? Arb.From(cases) : Arb.From(cases, shrink), check));
        }
        catch (Exception e)
        {
            throw new PropertyFailedException($"Replay with CAPTCHAGRAINS_SEED={seed} CAPTCHAGRAINS_CASES={count}.", e);
        }
    }

    /// <summary>As <see cref="Holds{T}"/> for a sequence of steps; a failing one is shrunk by leaving steps out.</summary>
    public static void HoldsForAll<T>(Gen<T> step, int longest, Action<IReadOnlyList<T>> check, int count) =>
        Holds(
            Gen.Choose(1, longest).SelectMany(n => step.ArrayOf(n)).Select(a => new Steps<T>(a)),
            steps => check(steps.All), count, steps => steps.Shorter());

    /// <summary>Prints itself one step a line, so that a failure can be read.</summary>
    private sealed record Steps<T>(T[] All)
    {
        public IEnumerable<Steps<T>> Shorter()
        {
            for (var size = All.Length / 2; size > 0; size /= 2)
                for (var at = 0; at + size <= All.Length; at += size)
                    yield return new Steps<T>([.. All[..at], .. All[(at + size)..]]);
        }

        public override string ToString() => Environment.NewLine + string.Join(Environment.NewLine, All);
    }
}

internal sealed class PropertyFailedException(string message, Exception inner) : Exception(message, inner);
