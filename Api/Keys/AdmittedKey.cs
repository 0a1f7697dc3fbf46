using System.Collections.Immutable;
using System.Net;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Keys;

/// <summary>An API key that exists, ready for the questions of each request.</summary>
internal sealed class AdmittedKey(ApiKeyRow row)
{
    private readonly ImmutableArray<AddressRange> _allowed =
        [.. row.Rules.AllowedAddresses.Select(a => AddressRange.TryParse(a, out var range) ? range! : throw new FormatException($"'{a}' is no range of addresses."))];

    public ApiKeyRow Row => row;

    public CustomerId Customer => row.Customer;

    /// <summary>What goes along with each captcha.</summary>
    public KeyTerms Terms { get; } = new(row.Id, row.Rules.DailyCap, row.Rules.MaxRate);

    /// <param name="caller">Null: unknown, which only a key without restrictions allows.</param>
    public bool Allows(IPAddress? caller)
    {
        if (_allowed.IsEmpty) return true;
        if (caller is null) return false;
        foreach (var range in _allowed)
            if (range.Contains(caller)) return true;
        return false;
    }
}
