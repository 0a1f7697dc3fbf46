using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Tests.Confident;

/// <summary>A marketplace with workers who are told what to answer.</summary>
internal sealed class Crowd : IDisposable
{
    public static readonly Quote Price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate);

    private Crowd(Marketplace market, Links links) => (M, Links) = (market, links);

    public Marketplace M { get; }

    public Links Links { get; }

    public static async Task<Crowd> Open(Marketplace? market = null, Links? links = null)
    {
        links ??= new Links();
        return new Crowd(market ?? await Marketplace.Open(linked: links), links);
    }

    public static CaptchaRequest Asking(int least, int most, int matches, double confidence = 0) =>
        new(Kind.ImageText) { Confident = new ConfidentTerms(least, most, matches, confidence) };

    public async Task<CaptchaId> Submit(int least, int most, int matches, double confidence = 0)
    {
        var id = await M.Submit(Asking(least, most, matches, confidence));
        await M.Settle();
        return id;
    }

    /// <summary>The worker's next captcha; null: there is none for him.</summary>
    public async Task<Assignment?> Take(long worker) => await M.Next(await M.Worker(worker));

    /// <summary>He answers the next one that he gets.</summary>
    public async Task<Assignment> Answer(long worker, string answer)
    {
        var assignment = await Take(worker);
        Assert.NotNull(assignment);
        await Answer(assignment, answer);
        return assignment;
    }

    public async Task Answer(Assignment assignment, string answer)
    {
        var result = await M.Work.Answer(assignment.Id, answer);
        Assert.Equal((AnswerOutcome.Accepted, assignment.Rate), (result.Outcome, result.Earned));
        await M.Settle();
    }

    public async Task<CaptchaView> Read(CaptchaId id) => await M.Read(id);

    public async Task<CaptchaState> State(CaptchaId id) => (await M.Store.FindCaptcha(id))!;

    public Task<CrowdState> Votes(CaptchaId id) => M.Actors.Crowd(id).View();

    public Task<Money> Earned(long worker) => M.Balance(AccountId.Of(new WorkerId(worker)));

    /// <summary>What the customer has spent, with nothing held any more.</summary>
    public async Task<Money> Spent()
    {
        Assert.Equal(Money.Zero, await M.Balance(AccountId.Held(M.Customer)));
        return Marketplace.TenDollars - await M.Balance(AccountId.Of(M.Customer));
    }

    public Task<Money> House() => M.Balance(AccountId.HouseQuality);

    public void Dispose() => M.Dispose();
}
