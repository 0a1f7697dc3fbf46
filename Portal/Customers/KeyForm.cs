using System.Collections.Immutable;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Portal.Customers;

/// <summary>What a person writes of a key, for the partial <c>_KeyRules</c>; kept as it was written when it is refused.</summary>
public sealed class KeyForm
{
    public string? Name { get; set; }

    public string? Cap { get; set; }

    public string? MaxRate { get; set; }

    /// <summary>One to a line.</summary>
    public string? Addresses { get; set; }

    public Kind[]? Kinds { get; set; }

    /// <summary>What is wrong, by the name of the field.</summary>
    internal Dictionary<string, string> Errors { get; } = [];

    public string? ErrorOf(string field) => Errors.GetValueOrDefault(field);

    public static KeyForm Of(KeyRules rules) => new()
    {
        Name = rules.Name,
        Cap = rules.DailyCap?.ToShortString(),
        MaxRate = rules.MaxRate?.ToShortString(),
        Addresses = string.Join('\n', rules.AllowedAddresses),
        Kinds = [.. rules.AllowedKinds],
    };

    /// <param name="known">The rules that it had, of which the operator's part stays; null: a new key.</param>
    /// <returns>Null: something is wrong, and <see cref="Errors"/> say what.</returns>
    public KeyRules? Read(KeyRules? known)
    {
        Errors.Clear();
        var name = Name?.Trim() ?? "";
        if (name.Length is 0 or > KeyRules.LongestName || name.Any(char.IsControl)) Errors[nameof(Name)] = Texts.Format(CustomerTexts.KeyErrorName, KeyRules.LongestName);
        if (!AmountField.TryRead(Cap, out var cap)) Errors[nameof(Cap)] = CustomerTexts.BadMoney;
        if (!AmountField.TryRead(MaxRate, out var maxRate)) Errors[nameof(MaxRate)] = CustomerTexts.BadMoney;
        ImmutableArray<string> addresses = [.. (Addresses ?? "").Split(['\n', '\r', ',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (addresses.Length > KeyRules.MostAddresses || !addresses.All(a => AddressRange.TryParse(a, out _)))
            Errors[nameof(Addresses)] = Texts.Format(CustomerTexts.KeyErrorAddresses, KeyRules.MostAddresses);
        ImmutableArray<Kind> kinds = [.. (Kinds ?? []).Where(Enum.IsDefined)];
        return Errors.Count > 0 ? null : (known ?? new KeyRules(name)) with { Name = name, DailyCap = cap, MaxRate = maxRate, AllowedAddresses = addresses, AllowedKinds = kinds };
    }
}
