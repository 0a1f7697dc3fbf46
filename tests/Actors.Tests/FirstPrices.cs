using System.Collections.Immutable;
using System.Reflection;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Actors.Tests;

/// <summary>A process that has heard of no price yet, and a board that is just coming up.</summary>
public sealed class FirstPrices
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(2, 3, true)]
    [InlineData(9, 3, false)]
    public async Task A_late_board_is_asked_again_and_not_for_ever(int late, int asked, bool isHeard)
    {
        var board = new LateBoard(late);
        var quotes = new PriceQuotes(OnlyPrices.Of(board));
        Assert.Equal(isHeard, await quotes.Heard(Kind.ImageText, Noon) is not null);
        Assert.Equal(asked, board.Asked);
    }

    [Fact]
    public async Task A_board_that_has_told_once_and_falls_silent_is_asked_once_a_second()
    {
        var board = new LateBoard(0);
        var quotes = new PriceQuotes(OnlyPrices.Of(board));
        Assert.NotNull(await quotes.Heard(Kind.ImageText, Noon));
        board.Late = 9;
        for (var n = 0; n < 5; n++) Assert.NotNull(await quotes.Heard(Kind.ImageText, Noon.AddSeconds(3)));
        Assert.Equal(2, board.Asked);
        Assert.Null(await quotes.Heard(Kind.ImageText, Noon + PriceQuotes.Longest));
        Assert.Equal(3, board.Asked);
    }

    private sealed class LateBoard(int late) : IPriceBoard
    {
        public int Late { get; set; } = late;

        public int Asked { get; private set; }

        public Task<ImmutableArray<KindRate>> Rates()
        {
            Asked++;
            if (Late-- > 0) return Task.FromException<ImmutableArray<KindRate>>(new TimeoutException());
            var price = PriceTable.ImageText;
            return Task.FromResult<ImmutableArray<KindRate>>([new KindRate(price.Kind, price.MinRate, price.SecondsPerCaptcha, [])]);
        }

        public Task<PriceVerdict> Change(PriceChange change) => throw new NotSupportedException();
    }
}

/// <summary>Actors of whom nobody but the price board is asked.</summary>
public class OnlyPrices : DispatchProxy
{
    private IPriceBoard _board = null!;

    public static IActors Of(IPriceBoard board)
    {
        var actors = Create<IActors, OnlyPrices>();
        ((OnlyPrices)(object)actors)._board = board;
        return actors;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IActors.PriceBoard) ? _board : throw new NotSupportedException();
}
