using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IPeopleStore, IStateStore
{
    private readonly Dictionary<long, Person> _people = [];
    private readonly Dictionary<string, ApiKeyRow> _keys = [];
    private readonly Dictionary<string, SessionRow> _sessions = [];
    private readonly Dictionary<string, StoredValue> _values = [];

    public Task<bool> AddPerson(Person person)
    {
        lock (_lock)
        {
            if (_people.Values.Any(p => p.NormalizedEmail == person.NormalizedEmail)) return Task.FromResult(false);
            if (_people.ContainsKey(person.Id)) throw new ArgumentException($"There is a person {person.Id}.", nameof(person));
            _people.Add(person.Id, Stored(person, 1));
            return Task.FromResult(true);
        }
    }

    public Task<Person?> FindPerson(long id)
    {
        lock (_lock) return Task.FromResult(_people.GetValueOrDefault(id));
    }

    public Task<Person?> FindPersonByEmail(string normalizedEmail)
    {
        lock (_lock) return Task.FromResult(_people.Values.FirstOrDefault(p => p.NormalizedEmail == normalizedEmail));
    }

    public Task<bool> UpdatePerson(Person person)
    {
        lock (_lock)
        {
            if (!_people.TryGetValue(person.Id, out var stored) || stored.Version != person.Version) return Task.FromResult(false);
            _people[person.Id] = Stored(person with { CreatedAt = stored.CreatedAt }, person.Version + 1);
            return Task.FromResult(true);
        }
    }

    public Task<bool> AnyPerson(PersonRole role)
    {
        lock (_lock) return Task.FromResult(_people.Values.Any(p => p.Roles.Has(role)));
    }

    public Task<bool> AddApiKey(ApiKeyRow key)
    {
        lock (_lock)
        {
            _keys.TryAdd(key.Hash, key with
            {
                CreatedAt = StoredTime.Cut(key.CreatedAt),
                RevokedAt = StoredTime.Cut(key.RevokedAt),
                ExpiresAt = StoredTime.Cut(key.ExpiresAt),
            });
            return Task.FromResult(_keys[key.Hash].Customer == key.Customer);
        }
    }

    public Task<ApiKeyRow?> FindApiKey(string hash)
    {
        lock (_lock) return Task.FromResult(_keys.GetValueOrDefault(hash));
    }

    public Task AddSession(SessionRow session)
    {
        lock (_lock) _sessions[session.TokenHash] = session with { ExpiresAt = StoredTime.Cut(session.ExpiresAt), OpenedAt = StoredTime.Cut(session.OpenedAt) };
        return Task.CompletedTask;
    }

    public Task<SessionRow?> FindSession(string tokenHash, DateTimeOffset now)
    {
        lock (_lock) return Task.FromResult(_sessions.TryGetValue(tokenHash, out var session) && session.ExpiresAt > now ? session : null);
    }

    public Task RemoveSession(string tokenHash)
    {
        lock (_lock) _sessions.Remove(tokenHash);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SessionRow>> SessionsOf(long personId, DateTimeOffset now, int take)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<SessionRow>>([.. _sessions.Values.Where(s => s.PersonId == personId && s.ExpiresAt > now)
                .OrderByDescending(s => s.OpenedAt).ThenBy(s => s.TokenHash, StringComparer.Ordinal).Take(take)]);
        }
    }

    public Task RemoveSessionsOf(long personId, string? exceptHash)
    {
        lock (_lock)
        {
            foreach (var hash in _sessions.Values.Where(s => s.PersonId == personId && s.TokenHash != exceptHash).Select(s => s.TokenHash).ToList())
                _sessions.Remove(hash);
        }
        return Task.CompletedTask;
    }

    public Task<StoredValue?> Load(string key)
    {
        lock (_lock) return Task.FromResult(_values.GetValueOrDefault(key));
    }

    public Task<bool> Save(string key, string json, long expectedVersion)
    {
        lock (_lock)
        {
            if ((_values.GetValueOrDefault(key)?.Version ?? 0) != expectedVersion) return Task.FromResult(false);
            _values[key] = new StoredValue(json, expectedVersion + 1);
            return Task.FromResult(true);
        }
    }

    private static Person Stored(Person person, long version) =>
        person with { CreatedAt = StoredTime.Cut(person.CreatedAt), LockoutEnd = StoredTime.Cut(person.LockoutEnd), Version = version };
}
