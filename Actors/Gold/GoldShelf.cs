using System.Collections.Immutable;
using System.Security.Cryptography;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Actors.Gold;

/// <summary>
/// The gold tasks in use as this process last read them, and its draws. The store is asked once a minute at most, by the first who wants to know, and for no
/// more than a search looks at.
/// </summary>
/// <param name="store">Null: there is no gold.</param>
/// <param name="captchaIds">For the captchas by which tasks are given: numbers like all others.</param>
public sealed class GoldShelf(IGoldStore? store, IdBlocks captchaIds, GoldOptions options)
{
    /// <summary>Tasks read at once; and a shelf of all kinds together holds this many times that in memory, without images.</summary>
    private const int Page = 500;

    private const int MostPages = 12;

    /// <summary>A task that was added or retired elsewhere is known here after this time.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly GoldChoice _choice = new(options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), options);
    private ImmutableDictionary<Kind, ImmutableArray<GoldEntry>> _inUse = ImmutableDictionary<Kind, ImmutableArray<GoldEntry>>.Empty;
    private long _readAt = DateTimeOffset.MinValue.Ticks;

    public GoldOptions Options => options;

    public GoldChoice Choice => _choice;

    public bool IsThere => store is not null;

    /// <exception cref="InvalidOperationException">There is no gold.</exception>
    public IGoldStore Store => store ?? throw new InvalidOperationException("There is no shelf.");

    /// <summary>A cheap draw: whether a gold task may follow the one that the worker has now.</summary>
    public bool IsDueAfter(CaptchaId captcha, WorkerId worker) => store is not null && _choice.IsDue(worker, captcha.Value);

    public async Task<CaptchaId> NewCaptcha() => new(await captchaIds.Next());

    /// <summary>In ascending order; at most <see cref="GoldChoice.MostLookedAt"/>.</summary>
    public async ValueTask<ImmutableArray<GoldEntry>> InUse(Kind kind, DateTimeOffset now)
    {
        if (store is null) return [];
        // One caller a minute reads; the others go on with what is known.
        var read = Interlocked.Read(ref _readAt);
        if (now.Ticks - read >= ReadAgainAfter.Ticks && Interlocked.CompareExchange(ref _readAt, now.Ticks, read) == read) await Read(store, now);
        return _inUse.GetValueOrDefault(kind, []);
    }

    /// <summary>The next look reads.</summary>
    public void Forget() => Interlocked.Exchange(ref _readAt, DateTimeOffset.MinValue.Ticks);

    /// <summary>Whether further tasks of this kind are to be grown.</summary>
    public async Task<bool> WantsMore(Kind kind, DateTimeOffset now) =>
        store is not null && options.PerMille > 0 && kind.Traits().Family == KindFamily.Answerable && (await InUse(kind, now)).Length < options.EnoughOnShelf;

    private async Task Read(IGoldStore shelf, DateTimeOffset now)
    {
        try
        {
            var found = new List<GoldEntry>();
            for (var pages = 0; pages < MostPages; pages++)
            {
                var page = await shelf.GoldIn(GoldState.InUse, found.Count == 0 ? default : found[^1].Id, Page);
                found.AddRange(page);
                if (page.Length < Page) break;
            }
            _inUse = found.Where(g => g.EndAt(now, options) is null).GroupBy(g => g.Request.Kind)
                .ToImmutableDictionary(g => g.Key, g => g.Take(GoldChoice.MostLookedAt).ToImmutableArray());
        }
        catch (Exception e) when (e is not (OutOfMemoryException or ArgumentException))
        {
            // As it was known last; the next minute reads again.
        }
    }
}
