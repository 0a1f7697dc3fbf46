namespace CaptchaGrains.Core.Trust;

/// <summary>When two accounts are linked.</summary>
public static class LinkRules
{
    /// <summary>Between two sign-ins from one address with one browser: later it may be the next guest of a café.</summary>
    public static readonly TimeSpan SameAddressWithin = TimeSpan.FromDays(1);

    /// <summary>Of weak signals: one alone is a coincidence.</summary>
    public const int WeakOnesNeeded = 2;

    public static bool IsStrong(SignalKind kind) => kind is SignalKind.PayoutDestination or SignalKind.Device;

    /// <summary>Whether two signals of different accounts are a match.</summary>
    public static bool Match(LinkSignal one, LinkSignal other) =>
        one.Worker != other.Worker && one.Kind == other.Kind && one.Value == other.Value
        && (one.Kind != SignalKind.AddressAndBrowser || (one.At - other.At).Duration() <= SameAddressWithin);

    /// <param name="matches">All of the same two accounts.</param>
    public static bool AreLinked(IEnumerable<AccountMatch> matches)
    {
        var weak = new HashSet<(SignalKind, string)>();
        foreach (var match in matches)
            if (IsStrong(match.Kind) || (weak.Add((match.Kind, match.Value)) && weak.Count >= WeakOnesNeeded)) return true;
        return false;
    }
}
