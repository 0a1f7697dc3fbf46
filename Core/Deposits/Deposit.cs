using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Deposits;

/// <summary>Money that a customer pays in: one record for its whole life. Immutable; each change is one line of <see cref="DepositMachine"/>, and makes the version one higher.</summary>
public sealed record Deposit
{
    /// <summary>Characters of a reference or a reason.</summary>
    public const int LongestNote = 200;

    /// <summary>Characters of the name that a client gives to an operation.</summary>
    public const int LongestOperation = 64;

    public required DepositId Id { get; init; }

    /// <summary>Who began it and under which name: of two deposits of one origin there is one.</summary>
    public required string Origin { get; init; }

    public required CustomerId Customer { get; init; }

    public required Money Amount { get; init; }

    /// <summary>By which way it is paid: the name of a payment provider, or <see cref="ByHand"/>.</summary>
    public required string Provider { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>1 for one that was only made.</summary>
    public long Version { get; init; } = 1;

    public DepositStatus Status { get; init; } = DepositStatus.Requested;

    /// <summary>The operator who took it down; null: the customer asked for it.</summary>
    public long? EnteredBy { get; init; }

    /// <summary>By which the payment can be found at the payer's or the provider's; of a paid one.</summary>
    public string? Reference { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it was booked, declined or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>An operator has seen the money and books it.</summary>
    public const string ByHand = "operator";

    /// <summary>1 … 64 letters, digits, hyphens and underscores.</summary>
    public static bool IsOperation(string? text) =>
        text is { Length: > 0 and <= LongestOperation } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static string OriginOf(CustomerId customer, string operation) => $"customer/{customer}/{operation}";

    /// <summary>An operator's name for a deposit holds for all operators: two of them who enter one payment enter it once.</summary>
    public static string OriginByHand(string operation) => $"operator/{operation}";

    /// <summary>What books it. The id follows from the deposit, so it can be booked once only.</summary>
    public Transfer Booking => Charge.Deposit(Id.Value, Customer, Amount)[0];

    /// <returns>Null: this cannot happen to it.</returns>
    public Deposit? Paid(string reference, DateTimeOffset now) =>
        After(DepositEvent.ProviderConfirms) is { } next ? next with { Reference = reference, PaidAt = now, EndedAt = null } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Deposit? Declined(DateTimeOffset now) => After(DepositEvent.ProviderDeclines) is { } next ? next with { EndedAt = now } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Deposit? Expired(DateTimeOffset now) => After(DepositEvent.TimePasses) is { } next ? next with { EndedAt = now } : null;

    /// <returns>Null: this cannot happen to it.</returns>
    public Deposit? Booked(DateTimeOffset now) => After(DepositEvent.LedgerBooks) is { } next ? next with { EndedAt = now } : null;

    private Deposit? After(DepositEvent happened) =>
        DepositMachine.Find(Status, happened) is { } to ? this with { Version = Version + 1, Status = to } : null;
}
