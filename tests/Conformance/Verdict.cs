namespace CaptchaGrains.Conformance;

/// <param name="Case">Kind, habit and what was looked at.</param>
/// <param name="Fault">Null: it is as the contract says.</param>
public sealed record Verdict(string Case, string? Fault);
