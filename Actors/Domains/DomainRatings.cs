using System.Collections.Concurrent;
using System.Collections.Frozen;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Dispatch;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Domains;

/// <summary>
/// The ratings of domains as this process last heard of them, for its dispatch shards. A domain is asked once in a while for all of its workers, and never for a single
/// captcha or offer; a report shows here within <see cref="Fresh"/> and the five seconds of the domain.
/// </summary>
public sealed class DomainRatings(IActors actors, DomainRatingOptions numbers) : IDomainRatings
{
    /// <summary>What was heard is used without a question for so long.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>Domains that are remembered, the last used ones: with all their workers some tens of megabytes.</summary>
    public const int MostDomains = 1_000;

    private readonly ConcurrentDictionary<string, Book> _books = new(StringComparer.Ordinal);

    /// <summary>Makes sure that a domain was asked lately: before a captcha of it is queued, so that whoever has one queued, and renews it, keeps its ratings fresh.</summary>
    /// <returns>Completes at once where it was; otherwise when the domain has answered, or could not.</returns>
    public ValueTask Hear(string domain, DateTimeOffset now)
    {
        if (!_books.TryGetValue(domain, out var book)) book = Add(domain);
        lock (book)
        {
            book.UsedAt = now;
            if (book.Asking is { IsCompleted: false } asking) return new ValueTask(asking);
            if (now - book.AskedAt < Fresh) return ValueTask.CompletedTask;
            book.AskedAt = now;
            book.Asking = Ask(domain, book);
            return new ValueTask(book.Asking);
        }
    }

    /// <inheritdoc/>
    public double Of(string domain, WorkerId worker, double overall) =>
        _books.TryGetValue(domain, out var book) && book.Workers.TryGetValue(worker, out var here) ? DomainRating.Of(here, overall, numbers) : overall;

    private async Task Ask(string domain, Book book)
    {
        if (!DomainName.TryParse(domain, out var name)) return;
        try
        {
            var record = await actors.Domain(name).Record();
            book.Workers = record.Workers.ToFrozenDictionary(w => w.Worker, w => w.ToEstimate());
        }
        catch (Exception) { /* what was heard last counts, or the overall ratings: a captcha does not wait for a domain that cannot answer */ }
    }

    private Book Add(string domain)
    {
        // Half of them go at once, so that the sorting is paid for by five hundred new ones.
        if (_books.Count >= MostDomains)
            foreach (var old in _books.OrderBy(b => b.Value.UsedAt).ThenBy(b => b.Key, StringComparer.Ordinal).Take(MostDomains / 2)) _books.TryRemove(old);
        return _books.GetOrAdd(domain, static _ => new Book());
    }

    private sealed class Book
    {
        private volatile FrozenDictionary<WorkerId, SkillEstimate> _workers = FrozenDictionary<WorkerId, SkillEstimate>.Empty;

        public FrozenDictionary<WorkerId, SkillEstimate> Workers
        {
            get => _workers;
            set => _workers = value;
        }

        public DateTimeOffset AskedAt { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset UsedAt { get; set; }

        public Task? Asking { get; set; }
    }
}
