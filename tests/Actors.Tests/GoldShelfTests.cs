using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.Memory;

namespace CaptchaGrains.Actors.Tests;

/// <summary>What a process knows of the shelf: little, and read seldom.</summary>
public class GoldShelfTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_store_is_asked_once_a_minute_however_many_captchas_there_are()
    {
        var (shelf, store) = Shelf(await Stocked(3));
        for (var n = 0; n < 100_000; n++)
        {
            var now = Start + TimeSpan.FromMilliseconds(6 * n); // ten minutes in all
            if (shelf.IsDueAfter(new CaptchaId(n), new WorkerId(n % 50))) Assert.Equal(3, (await shelf.InUse(Kind.ImageText, now)).Length);
        }
        Assert.Equal(10, store.Reads);
    }

    [Fact]
    public async Task It_holds_no_more_than_a_search_looks_at_and_nothing_that_is_to_be_retired()
    {
        var stocked = await Stocked(1_300);
        await stocked.AddGold(Entry(5_000) with { Until = Start }, CaptchaImages.None);
        await stocked.AddGold(Entry(5_001) with { Request = new CaptchaRequest(Kind.Text) { Instruction = "2 + 2" } }, CaptchaImages.None);
        var (shelf, store) = Shelf(stocked);
        Assert.Equal(GoldChoice.MostLookedAt, (await shelf.InUse(Kind.ImageText, Start)).Length);
        Assert.Single(await shelf.InUse(Kind.Text, Start));
        Assert.Empty(await shelf.InUse(Kind.Audio, Start));
        Assert.Equal(3, store.Reads); // pages of 500
        Assert.False(await shelf.WantsMore(Kind.ImageText, Start));
        Assert.True(await shelf.WantsMore(Kind.Text, Start));
        Assert.False(await shelf.WantsMore(Kind.RecaptchaV2, Start));
    }

    [Fact]
    public async Task When_the_store_does_not_answer_the_shelf_is_as_it_was()
    {
        var (shelf, store) = Shelf(await Stocked(2));
        Assert.Equal(2, (await shelf.InUse(Kind.ImageText, Start)).Length);
        store.IsBroken = true;
        Assert.Equal(2, (await shelf.InUse(Kind.ImageText, Start.AddMinutes(2))).Length);
        Assert.Equal(2, store.Reads);
    }

    [Fact]
    public async Task Without_a_store_of_gold_there_is_none()
    {
        var shelf = new GoldShelf(null, new IdBlocks(new MemoryStore(), IdSequence.Captcha, 1), new GoldOptions { PerMille = 1_000 });
        Assert.False(shelf.IsDueAfter(new CaptchaId(1), new WorkerId(1)));
        Assert.Empty(await shelf.InUse(Kind.ImageText, Start));
        Assert.False(await shelf.WantsMore(Kind.ImageText, Start));
    }

    private static (GoldShelf Shelf, CountingStore Store) Shelf(MemoryStore memory)
    {
        var store = new CountingStore(memory);
        return (new GoldShelf(store, new IdBlocks(memory, IdSequence.Captcha, 1), new GoldOptions { Seed = 1 }), store);
    }

    private static async Task<MemoryStore> Stocked(int tasks)
    {
        var memory = new MemoryStore();
        for (var n = 1; n <= tasks; n++) await memory.AddGold(Entry(n), CaptchaImages.None);
        return memory;
    }

    private static GoldEntry Entry(long id) => new()
    {
        Id = new CaptchaId(id),
        Request = Marketplace.Plain,
        Answer = GoldTown.Known,
        Origin = GoldOrigin.Own,
        State = GoldState.InUse,
        AddedAt = Start,
    };

    private sealed class CountingStore(IGoldStore inner) : IGoldStore
    {
        public int Reads { get; private set; }

        public bool IsBroken { get; set; }

        public Task<ImmutableArray<GoldEntry>> GoldIn(GoldState state, CaptchaId after, int take)
        {
            Reads++;
            return IsBroken ? throw new TimeoutException() : inner.GoldIn(state, after, take);
        }

        public Task AddGold(GoldEntry entry, CaptchaImages images) => throw new NotSupportedException();

        public Task<GoldEntry?> FindGold(CaptchaId id) => throw new NotSupportedException();

        public Task<bool> UseGold(CaptchaId id, ImmutableArray<WorkerId> had) => throw new NotSupportedException();

        public Task<bool> RetireGold(CaptchaId id, GoldEnd why) => throw new NotSupportedException();

        public Task<ImmutableArray<CaptchaId>> GoldSeen(WorkerId worker, CaptchaId from, int take) => throw new NotSupportedException();

        public Task<CaptchaId?> FindGoldView(CaptchaId gold, WorkerId worker) => throw new NotSupportedException();

        public Task<ImmutableArray<Evidence>> GoldEvidenceOf(WorkerId worker, int take) => throw new NotSupportedException();
    }
}
