using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Ids;
using Xunit;
using static CaptchaGrains.Core.Tests.Dispatch.QueueSample;

namespace CaptchaGrains.Core.Tests.Dispatch;

/// <summary>Tokens go to those whose tokens are good.</summary>
public sealed class TokenRulesTests
{
    private readonly KnownRatings _ratings = new();
    private readonly ShardQueues _queue;

    public TokenRulesTests() => _queue = new ShardQueues(100, 100, _ratings);

    [Fact]
    public void Rule_good_a_token_goes_to_the_worker_whose_tokens_are_best_and_among_equals_to_who_waits_longest()
    {
        Waits(1, null);
        Waits(2, Rated(Kind.RecaptchaV2, 0.8));
        Waits(3, Rated(Kind.RecaptchaV2, 0.9));
        Waits(4, Rated(Kind.RecaptchaV2, 0.9));
        Waits(5, Rated(Kind.RecaptchaV2, 0.2));
        Assert.Equal([3L, 4L, 2L, 1L, 5L], Enumerable.Range(1, 5).Select(id => _queue.Fill(Token(id, Kind.RecaptchaV2))!.Value));
    }

    [Fact]
    public void An_image_goes_to_who_waits_longest_whatever_his_tokens_are()
    {
        Waits(1, Rated(Kind.RecaptchaV2, 0.1));
        Waits(2, Rated(Kind.RecaptchaV2, 0.9));
        Assert.Equal(1, _queue.Fill(Ticket(1)));
    }

    [Fact]
    public void Rule_v3_the_rating_for_the_domain_counts_and_elsewhere_the_overall_one()
    {
        _ratings.Known[("bad.test", new WorkerId(1))] = 0.1;
        Waits(1, Rated(Kind.RecaptchaV3, 0.9));
        Waits(2, Rated(Kind.RecaptchaV3, 0.6));
        Assert.Equal(2, _queue.Fill(Token(1, Kind.RecaptchaV3) with { Domain = "bad.test" }));
        Waits(2, Rated(Kind.RecaptchaV3, 0.6));
        Assert.Equal(1, _queue.Fill(Token(2, Kind.RecaptchaV3) with { Domain = "new.test" }));
    }

    [Fact]
    public void For_other_tokens_the_domain_does_not_count()
    {
        _ratings.Known[("bad.test", new WorkerId(1))] = 0.1;
        Waits(1, Rated(Kind.RecaptchaV2, 0.9));
        Waits(2, Rated(Kind.RecaptchaV2, 0.6));
        Assert.Equal(1, _queue.Fill(Token(1, Kind.RecaptchaV2) with { Domain = "bad.test" }));
    }

    [Fact]
    public void Who_is_not_good_enough_on_the_domain_gets_nothing_of_it_neither_way_and_what_is_heard_counts_at_once()
    {
        var ticket = Token(1, Kind.RecaptchaV3) with { NeededRating = 0.5, Domain = "bad.test" };
        _ratings.Known[("bad.test", new WorkerId(1))] = 0.4;
        Waits(1, Rated(Kind.RecaptchaV3, 0.9));
        Assert.Null(_queue.Fill(ticket));
        Assert.Null(Offered(1, Rated(Kind.RecaptchaV3, 0.9)));
        _ratings.Known[("bad.test", new WorkerId(1))] = 0.6;
        Assert.Equal(1, Offered(1, Rated(Kind.RecaptchaV3, 0.9)));
    }

    [Fact]
    public void Who_is_not_good_enough_for_the_score_gets_it_neither_way()
    {
        var ticket = Token(1, Kind.RecaptchaV3) with { NeededRating = 0.5 };
        Waits(1, Rated(Kind.RecaptchaV3, 0.4));
        Assert.Null(_queue.Fill(ticket));
        Assert.Null(Offered(2, Rated(Kind.RecaptchaV3, 0.49)));
        Assert.Equal(1, Offered(3, null)); // nothing is known of him
    }

    private static TokenRatings Rated(Kind kind, double rating) => new([new KindRating(kind, rating)]);

    private static Ticket Token(long id, Kind kind) => Ticket(id) with { Kind = kind };

    private void Waits(long worker, TokenRatings? ratings) => Assert.Null(Offered(worker, ratings));

    private long? Offered(long worker, TokenRatings? ratings) =>
        _queue.Offer(Offer(worker) with { Kinds = KindSet.All, Ratings = ratings }, At(1)).Match?.Ticket.Captcha.Value;

    private sealed class KnownRatings : IDomainRatings
    {
        public Dictionary<(string, WorkerId), double> Known { get; } = [];

        public double Of(string domain, WorkerId worker, double overall) => Known.GetValueOrDefault((domain, worker), overall);
    }
}
