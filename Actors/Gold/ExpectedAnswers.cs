using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Gold;

/// <summary>
/// What was expected of the gold tasks that sanctions rest on, by task. A sanction does not carry it, so that nothing that shows a sanction can give it
/// away: it is asked for here, by whom it is shown to.
/// </summary>
public sealed class ExpectedAnswers(IGoldStore gold)
{
    /// <summary>Of tasks that are retired. One that is in use is no test any more once its answer is known, and workers talk.</summary>
    public Task<ImmutableDictionary<CaptchaId, string>> ForWorker(params IEnumerable<Sanction> sanctions) => Of(sanctions, entry => entry.State == GoldState.Retired);

    /// <summary>Of all.</summary>
    public Task<ImmutableDictionary<CaptchaId, string>> ForModerator(params IEnumerable<Sanction> sanctions) => Of(sanctions, _ => true);

    private async Task<ImmutableDictionary<CaptchaId, string>> Of(IEnumerable<Sanction> sanctions, Func<GoldEntry, bool> mayBeTold)
    {
        var expected = ImmutableDictionary.CreateBuilder<CaptchaId, string>();
        foreach (var task in sanctions.SelectMany(s => s.Evidence).Select(e => e.Gold).OfType<CaptchaId>().Distinct())
            if (await gold.FindGold(task) is { } entry && mayBeTold(entry)) expected[task] = entry.Answer;
        return expected.ToImmutable();
    }
}
