using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Sandbox;

/// <summary>At which of the customer's requests a rule speaks.</summary>
public enum RuleMoment
{
    /// <summary><c>in.php</c>, <c>createTask</c>.</summary>
    Submit = 1,

    /// <summary><c>res.php?action=get</c>, <c>get2</c>, <c>getTaskResult</c>.</summary>
    Result = 2,

    /// <summary>Everything else: balance, reports, registrations.</summary>
    Other = 3,
}

/// <summary>How a reply is spoilt on its way.</summary>
public enum BrokenReply
{
    /// <summary>The connection is closed before anything is said.</summary>
    Disconnect = 1,

    /// <summary>The connection is closed in the middle of the reply.</summary>
    Truncated = 2,

    /// <summary>An HTML page with status 502, as proxies send it.</summary>
    BadGateway = 3,

    /// <summary>Status 200 and nothing.</summary>
    Empty = 4,
}

/// <summary>One line of the script. The first rule that matches a request counts.</summary>
/// <param name="Match">What the request has to be.</param>
/// <param name="Then">What happens then.</param>
public sealed record Rule(long Id, string? Name, RuleMatch Match, RuleEffect Then)
{
    /// <summary>How often it counts before it is used up; null: always.</summary>
    public int? Times { get; init; }
}

/// <param name="Moment">A rule for a captcha's life (answer, delay, unsolvable) matches its submission.</param>
/// <param name="Kind">The kind's name; null: any, and requests that are about no kind.</param>
/// <param name="Parameters">Parameters by the names under which they were sent, with exactly these values; empty: any.</param>
public sealed record RuleMatch(RuleMoment Moment, string? Kind, ImmutableSortedDictionary<string, string> Parameters)
{
    public bool Covers(ScriptedRequest request) =>
        request.Moment == Moment
        && (Kind is null || string.Equals(Kind, request.Kind, StringComparison.OrdinalIgnoreCase))
        && Parameters.All(p => request.Parameters.TryGetValue(p.Key, out var value) && value == p.Value);
}

/// <summary>What a rule does. Everything that is null stays as it is without the rule.</summary>
public sealed record RuleEffect
{
    /// <summary>The answer, as the worker API writes it for the kind.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>How long the captcha takes, in the sandbox's time; 0 … 600 s.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Three workers fail, as it were.</summary>
    public bool Unsolvable { get; init; }

    /// <summary>Nobody answers by script: whoever works in the portal gets it.</summary>
    public bool Human { get; init; }

    /// <summary>A code of version 1 or 2; the request is refused with it.</summary>
    public string? Error { get; init; }

    /// <summary>How long the reply is held up, in real time; 0 … 60 s.</summary>
    public TimeSpan ReplyDelay { get; init; }

    public BrokenReply? Broken { get; init; }
}

/// <summary>A request of a customer as rules see it.</summary>
/// <param name="Kind">Null: it is about none.</param>
/// <param name="Parameters">Texts only; of binary ones there is only the name with an empty value.</param>
public sealed record ScriptedRequest(RuleMoment Moment, string? Kind, IReadOnlyDictionary<string, string> Parameters);
