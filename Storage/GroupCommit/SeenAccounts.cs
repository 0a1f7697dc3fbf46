using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.GroupCommit;

/// <summary>Accounts of which the row is known to exist, so that it need not be inserted again.</summary>
internal sealed class SeenAccounts
{
    /// <summary>Forgotten when there are so many, which costs one needless insert each.</summary>
    private const int Most = 100_000;

    private readonly HashSet<AccountId> _seen = [];

    /// <returns>Those that may not have a row yet, in the order given.</returns>
    public List<AccountId> Unseen(IEnumerable<AccountId> accounts) => [.. accounts.Where(a => !_seen.Contains(a))];

    public void Add(IEnumerable<AccountId> accounts)
    {
        if (_seen.Count > Most) _seen.Clear();
        _seen.UnionWith(accounts);
    }

    public void Clear() => _seen.Clear();
}
