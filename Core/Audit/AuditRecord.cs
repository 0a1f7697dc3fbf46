namespace CaptchaGrains.Core.Audit;

/// <summary>One link of the chain.</summary>
/// <param name="Sequence">1, 2, 3 … without a gap.</param>
/// <param name="Previous">The hash of the record before it; of the first one <see cref="AuditHead.Start"/>.</param>
/// <param name="Hash">Of all else in it, by <see cref="AuditChain"/>.</param>
public sealed record AuditRecord(long Sequence, AuditFacts Facts, string Previous, string Hash);

/// <summary>What a record says.</summary>
/// <param name="AtMilliseconds">Since 1970, UTC: finer is not kept, so that it is the same in every store.</param>
public sealed record AuditFacts(string Id, long AtMilliseconds, string Actor, string Act, string Subject, string Details);

/// <summary>Where a chain ends: whoever has published it can show later that nothing before it was changed or left out.</summary>
/// <param name="Sequence">0: there is no record yet.</param>
/// <param name="Hash">64 lower-case hexadecimal digits.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>Before the first record.</summary>
    public static AuditHead Start { get; } = new(0, new string('0', 64));

    /// <summary>As <c>sequence:hash</c>; null: it is none.</summary>
    public static AuditHead? Parse(string? text) =>
        text?.Split(':') is [var number, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigitLower)
            && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var sequence)
            ? new AuditHead(sequence, hash)
            : null;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
