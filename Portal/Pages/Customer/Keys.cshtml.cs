using System.Collections.Immutable;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Customer;

/// <summary>A customer's keys; a new one is shown once, in the answer to the form that made it.</summary>
public sealed class KeysModel(KeyDesk desk, IMarketStore market, ISpendingStore spending, TimeProvider time) : CustomerPageModel
{
    [BindProperty]
    public KeyForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public ImmutableArray<ApiKeyRow> Keys { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>Shown now and never again; null: none was made.</summary>
    public string? NewKey { get; private set; }

    public string? Error { get; private set; }

    public string? Message => Done == "revoked" ? CustomerTexts.KeyDoneRevoked : null;

    private ImmutableDictionary<ApiKeyId, Money> _today = ImmutableDictionary<ApiKeyId, Money>.Empty;

    /// <summary>What the key spent today, and its cap.</summary>
    public string TodayOf(ApiKeyRow key)
    {
        var today = Format.Exact(_today.GetValueOrDefault(key.Id));
        return key.Rules.DailyCap is { } cap ? Texts.Format(CustomerTexts.KeyTodayOf, today, Format.Exact(cap)) : today;
    }

    /// <summary>All limits of a key in a line.</summary>
    public static string LimitsOf(ApiKeyRow key)
    {
        var rules = key.Rules;
        var limits = new List<string>();
        if (rules.DailyCap is { } cap) limits.Add(Texts.Format(CustomerTexts.KeyCapShort, Format.Exact(cap)));
        if (rules.MaxRate is { } rate) limits.Add(Texts.Format(CustomerTexts.KeyRateShort, Format.Exact(rate)));
        if (!rules.AllowedAddresses.IsEmpty) limits.Add(Texts.Format(CustomerTexts.KeyAddressesShort, rules.AllowedAddresses.Length));
        if (!rules.AllowedKinds.IsEmpty) limits.Add(Texts.Format(CustomerTexts.KeyKindsShort, rules.AllowedKinds.Length));
        return limits.Count == 0 ? CustomerTexts.KeyNoLimits : string.Join(" · ", limits);
    }

    public Task OnGet()
    {
        Form = new KeyForm();
        return Read();
    }

    public async Task OnPostMake()
    {
        ModelState.Clear(); // the form shows what is bound, and after success nothing
        if (Form.Read(null) is { } rules)
        {
            var key = ApiKey.Create();
            switch (await desk.Add(Customer, ApiKey.Hash(key), rules))
            {
                case KeyVerdict.Done:
                    NewKey = key;
                    Form = new KeyForm();
                    break;
                case KeyVerdict.TooMany: Error = Texts.Format(CustomerTexts.KeyErrorTooMany, KeyDesk.MostKeys); break;
                default: Error = CustomerTexts.TryAgain; break;
            }
        }
        await Read();
    }

    private async Task Read()
    {
        Now = time.GetUtcNow();
        Keys = [.. (await desk.List(Customer)).OrderByDescending(k => k.Id.Value)];
        var day = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero);
        var (summary, _) = await SpendingReader.Summary(spending, Customer, day, day.AddDays(1));
        var today = summary.ByKey.Where(k => k.Key is not null).ToImmutableDictionary(k => k.Key!.Value, k => k.Sum.Spent).ToBuilder();
        // Of a capped key what counts is what its cap counts, open captchas too. It has an index of its own; of the others nobody needs to know as exactly.
        foreach (var key in Keys.Where(k => k.Rules.DailyCap is not null && k.WorksAt(Now))) today[key.Id] = await market.SpentByKey(key.Id, day);
        _today = today.ToImmutable();
    }
}
