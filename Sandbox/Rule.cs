using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Sandbox;

/// <summary>At which of the customer's requests a rule speaks.</summary>
public enum RuleMoment
{
    /// <summary><c>in.php</c>, <c>createTask</c>.</summary>
    Submit = 1,

    /// <summary><c>res.php</c> with <c>get</c> or <c>get2</c>, <c>getTaskResult</c>.</summary>
    Result = 2,

    /// <summary>Everything else: balance, reports, registrations.</summary>
    Other = 3,
}

/// <summary>One line of the script. The first rule that matches a request counts.</summary>
/// <param name="Match">What the request has to be.</param>
/// <param name="Then">What happens then.</param>
public sealed record Rule(long Id, RuleMatch Match, RuleEffect Then)
{
    /// <summary>How often it counts before it is used up; null: always.</summary>
    public int? Times { get; init; }

    /// <summary>As it was sent, to be shown again.</summary>
    public JsonElement Source { get; init; }
}

/// <param name="Moment">A rule for a captcha's life (answer, delay, unsolvable) matches its submission.</param>
/// <param name="Kind">The kind's name; null: any, and requests that are about no kind.</param>
/// <param name="Parameters">Parameters by the names under which they were sent, with exactly these values; empty: any.</param>
public sealed record RuleMatch(RuleMoment Moment, string? Kind, ImmutableSortedDictionary<string, string> Parameters)
{
    /// <summary>The API key, whatever the version calls it; null: any.</summary>
    public string? Key { get; init; }

    /// <summary>SHA-256 of the image's or sound's bytes, hexadecimal; null: any, or none.</summary>
    public string? ImageHash { get; init; }

    public bool Covers(ScriptedRequest request) =>
        request.Moment == Moment
        && (Kind is null || string.Equals(Kind, request.Kind, StringComparison.OrdinalIgnoreCase))
        && (Key is null || Key == request.Key)
        && (ImageHash is null || string.Equals(ImageHash, request.ImageHash.Value, StringComparison.OrdinalIgnoreCase))
        && Parameters.All(p => request.Parameters.TryGetValue(p.Key, out var value) && value == p.Value);
}

/// <summary>What a rule does. Everything that is not set stays as it is without the rule.</summary>
public sealed record RuleEffect
{
    /// <summary>The answer, as the worker API writes it for the kind.</summary>
    public JsonElement? Answer { get; init; }

    /// <summary>How long the captcha takes, in the sandbox's time; 0 … 600 s.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Nobody solves it.</summary>
    public bool Unsolvable { get; init; }

    /// <summary>Nobody answers by script: whoever works in the portal gets it.</summary>
    public bool Human { get; init; }

    /// <summary>The request is refused with it.</summary>
    public ErrorCode? Error { get; init; }

    public ReplyFault? Reply { get; init; }

    /// <summary>When the captcha has ended and its customer is called.</summary>
    public CallbackFault? Callback { get; init; }
}

/// <summary>How a callback is spoilt on its way.</summary>
/// <param name="Delay">How late it is, in the sandbox's time; 0 … 3600 s.</param>
/// <param name="Break">Null: it arrives once and whole.</param>
public sealed record CallbackFault(TimeSpan Delay, BrokenCallback? Break);

public enum BrokenCallback
{
    /// <summary>It is lost, and the service believes that it arrived.</summary>
    Drop = 1,

    /// <summary>It arrives twice.</summary>
    Duplicate = 2,

    /// <summary>It arrives with a signature that is not the customer's.</summary>
    WrongSignature = 3,
}

/// <summary>How a reply is spoilt on its way.</summary>
/// <param name="Delay">How long it is held up, in real time, for it is the customer's patience that is tried; 0 … 60 s.</param>
/// <param name="Break">Null: it arrives whole.</param>
/// <param name="Status">500 … 599: instead of the reply comes the page of a proxy with this status; null: it does not.</param>
public sealed record ReplyFault(TimeSpan Delay, BrokenReply? Break, int? Status);

public enum BrokenReply
{
    /// <summary>The connection is closed before anything is said.</summary>
    Disconnect = 1,

    /// <summary>The connection is closed in the middle of the reply.</summary>
    Truncate = 2,

    /// <summary>Status 200 and bytes that mean nothing.</summary>
    Garbage = 3,

    /// <summary>Status 200 and nothing.</summary>
    Empty = 4,
}

/// <summary>A request of a customer as rules see it.</summary>
/// <param name="Kind">Null: it is about none.</param>
/// <param name="Parameters">Texts only; of images and files there is only the name with an empty value.</param>
public sealed record ScriptedRequest(RuleMoment Moment, string? Kind, IReadOnlyDictionary<string, string> Parameters)
{
    public string? Key { get; init; }

    /// <summary>Only computed where a rule asks for it; null: no image.</summary>
    public Lazy<string?> ImageHash { get; init; } = new((string?)null);
}
