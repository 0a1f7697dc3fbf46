using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>What the commits of a batch say of gold tasks and the workers to whom they are given.</summary>
/// <param name="Captcha">By which it is given; of several for one worker the first one stands.</param>
/// <param name="Agreed">Null: not answered.</param>
internal readonly record struct GoldView(WorkerId Worker, CaptchaId Gold, CaptchaId Captcha, bool IsHigh, bool? Agreed)
{
    /// <returns>At most one for each worker and task, so that all of them can be written at once.</returns>
    public static IReadOnlyList<GoldView> Of(IReadOnlyList<SubmitCommit> submitted, IReadOnlyList<EndCommit> ended)
    {
        Dictionary<(WorkerId, CaptchaId), GoldView>? views = null; // almost always there is none
        foreach (var submit in submitted)
            if (submit.Captcha.Gold is { } terms)
                (views ??= []).TryAdd((terms.Worker, terms.Gold), new GoldView(terms.Worker, terms.Gold, submit.Captcha.Id, terms.IsHigh, null));
        foreach (var end in ended)
            if (end is { Captcha.Gold: { } terms, Evidence: [var piece, ..] })
            {
                var key = (terms.Worker, terms.Gold);
                var view = new GoldView(terms.Worker, terms.Gold, end.Captcha.Id, terms.IsHigh, piece.IsRight);
                if (!(views ??= []).TryAdd(key, view) && views[key].Captcha == view.Captcha) views[key] = view;
            }
        return views is null ? [] : [.. views.Values];
    }
}
