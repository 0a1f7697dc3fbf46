using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Core.Overview;

/// <summary>What all accounts of one kind hold together.</summary>
public sealed record AccountSum(AccountKind Kind, Money Sum);
