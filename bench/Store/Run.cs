using System.Collections.Immutable;
using System.Diagnostics;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Bench.Store;

/// <summary>Captchas through a store: submitted with image and hold, answered and paid, so many at once.</summary>
internal sealed class Run(IMarketStore store, int concurrency, int imageBytes)
{
    /// <summary>As in a market of some size: few customers who submit much, many workers.</summary>
    private const int Customers = 20;
    private const int Workers = 500;

    private static readonly Quote Price = new(new Money(140_000), new Money(60_000));

    private readonly StoredImage _image = new("image/png", RandomBytes(imageBytes));
    private long _nextId;

    public async Task Prepare(int captchas)
    {
        _nextId = await store.LeaseIds(IdSequence.Captcha, captchas);
        var operation = await store.LeaseIds(IdSequence.Operation, Customers);
        for (var c = 1; c <= Customers; c++)
            await store.Commit(new TransferCommit(Charge.Deposit(operation + c - 1, new CustomerId(c), Money.FromDollars(1_000_000)), DateTimeOffset.UtcNow));
    }

    public async Task<Figures> Measure(int captchas)
    {
        var submits = new double[captchas];
        var ends = new double[captchas];
        var left = captchas;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(Loop)));
        return new Figures(captchas, Stopwatch.GetElapsedTime(start), Process.GetCurrentProcess().TotalProcessorTime - cpu, submits, ends);

        async Task Loop()
        {
            for (int i; (i = Interlocked.Decrement(ref left)) >= 0;)
            {
                var state = NewCaptcha();
                var at = Stopwatch.GetTimestamp();
                Require(await store.Commit(SubmitCommit.Of(state, new CaptchaImages(_image, null), state.Id.Value)));
                submits[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
                var end = EndCommit.Of(Answered(state));
                at = Stopwatch.GetTimestamp();
                Require(await store.Commit(end));
                ends[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            }
        }
    }

    /// <summary>Deletes the images of captchas from before now, page after page.</summary>
    /// <returns>How long each page took.</returns>
    public static async Task<ImmutableArray<(ImagePage Page, TimeSpan Took)>> DeleteImages(IImageStore images, int pages)
    {
        var due = new ImagesDue(DateTimeOffset.UtcNow, [], DateTimeOffset.UnixEpoch);
        var deleted = ImmutableArray.CreateBuilder<(ImagePage, TimeSpan)>();
        for (CaptchaId after = default; deleted.Count < pages;)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await images.DeleteImages(after, IImageStore.MostLookedAt, due);
            deleted.Add((page, Stopwatch.GetElapsedTime(start)));
            if (page.Last is not { } last) break;
            after = last;
        }
        return deleted.ToImmutable();
    }

    private CaptchaState NewCaptcha()
    {
        var id = Interlocked.Increment(ref _nextId) - 1;
        return new CaptchaState
        {
            Id = new CaptchaId(id),
            Customer = new CustomerId((id % Customers) + 1),
            Request = new CaptchaRequest(Kind.ImageText) { CaseSensitive = true, Language = "en" },
            Quote = Price,
            SubmittedAt = DateTimeOffset.UtcNow,
        };
    }

    private static CaptchaState Answered(CaptchaState state)
    {
        var now = DateTimeOffset.UtcNow;
        var worker = new WorkerId((state.Id.Value * 7 % Workers) + 1);
        return state.Grant(worker, now).Next.Accept(worker, "W9H5K", now).Next;
    }

    private static void Require(CommitReceipt receipt)
    {
        if (receipt.Verdict != CommitVerdict.Created) throw new InvalidOperationException($"A commit was not created: {receipt.Verdict}.");
    }

    private static ImmutableArray<byte> RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return [.. bytes];
    }
}
