using System.Collections.Immutable;
using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>What a customer may do about callbacks: register hosts, see and replace his secret, look at what was sent, and have it sent again.</summary>
public sealed class CallbackDesk(ICallbackStore store, IHostNames names, CallbackOptions options, TimeProvider time) : ICallbackHosts
{
    /// <summary>How often a change is decided anew because somebody else changed the same customer at the same moment.</summary>
    private const int MostTries = 5;

    private readonly PublicNetworks _networks = new(options.AllowedNetworks);

    /// <summary>Registers the host of an address; registering it again changes nothing. The first one makes the secret.</summary>
    /// <param name="addressOrHost">Of an address only the host counts.</param>
    /// <param name="from">Whence the request came; looked at only with <see cref="CallbackOptions.RequireSameAddress"/>.</param>
    public async Task<RegisterVerdict> Register(CustomerId customer, string? addressOrHost, IPAddress? from, CancellationToken gone = default)
    {
        if (!DomainName.TryParse(addressOrHost, out var name)) return RegisterVerdict.Malformed;
        if (IPAddress.TryParse(name.Value, out var literal) && !_networks.MayCall(literal)) return RegisterVerdict.Forbidden;
        if (options.RequireSameAddress && !await ResolvesTo(name.Value, from, gone)) return RegisterVerdict.OtherAddress;
        var registered = true;
        await Change(customer, profile =>
        {
            if (profile.Hosts.Contains(name.Value)) return null;
            registered = profile.Hosts.Length < options.MaxHosts;
            return registered ? profile with { Hosts = [.. profile.Hosts.Add(name.Value).Order(StringComparer.Ordinal)] } : null;
        });
        return registered ? RegisterVerdict.Registered : RegisterVerdict.TooMany;
    }

    public async Task<ImmutableArray<string>> Hosts(CustomerId customer) => (await store.FindCallbackProfile(customer))?.Hosts ?? [];

    /// <summary>Callbacks that wait for the host are given up when their time comes.</summary>
    /// <returns>False when there is no host in the text; a host that was not registered is gone all the same.</returns>
    public async Task<bool> Remove(CustomerId customer, string? addressOrHost)
    {
        if (!DomainName.TryParse(addressOrHost, out var name)) return false;
        await Change(customer, profile => profile.Hosts.Contains(name.Value) ? profile with { Hosts = profile.Hosts.Remove(name.Value) } : null);
        return true;
    }

    public Task RemoveAll(CustomerId customer) => Change(customer, profile => profile.Hosts.IsEmpty ? null : profile with { Hosts = [] });

    /// <summary>Null: the customer never registered a host.</summary>
    public async Task<string?> Secret(CustomerId customer) => (await store.FindCallbackProfile(customer))?.Secret;

    /// <summary>From now on callbacks are signed with the new secret, and for a day with the one before it too.</summary>
    public async Task<string> ReplaceSecret(CustomerId customer)
    {
        var secret = CallbackSignature.NewSecret();
        await Change(customer, profile => profile with
        {
            Secret = secret,
            PreviousSecret = profile.Version == 0 ? null : profile.Secret,
            PreviousUntil = profile.Version == 0 ? null : time.GetUtcNow() + options.OldSecretLifetime,
        });
        return secret;
    }

    /// <summary>Sends the callback of an ended captcha again, whether it was received or given up.</summary>
    /// <returns>False when the customer has no callback for this captcha, or it has not ended.</returns>
    public Task<bool> Replay(CustomerId customer, CaptchaId captcha) => store.ReplayCallback(customer, captcha, time.GetUtcNow());

    /// <summary>Null: the customer has no callback for this captcha, or it has not ended.</summary>
    public Task<CallbackHistory?> Find(CustomerId customer, CaptchaId captcha) => store.FindCallback(customer, captcha);

    /// <summary>Whether callbacks to this address would be sent as far as can be told now.</summary>
    internal async Task<UrlVerdict> Check(CustomerId customer, string? url)
    {
        if (!CallbackUrl.TryParse(url, out var target)) return UrlVerdict.Malformed;
        if (target.Address is { } literal && !_networks.MayCall(literal)) return UrlVerdict.Malformed;
        if (options.RegistersByUse) await Register(customer, url, null);
        return (await Hosts(customer)).Contains(target.Host) ? UrlVerdict.Accepted : UrlVerdict.NotRegistered;
    }

    private async Task<bool> ResolvesTo(string host, IPAddress? from, CancellationToken gone)
    {
        if (from is null) return false;
        var sender = Plain(from);
        if (IPAddress.TryParse(host, out var literal)) return Plain(literal).Equals(sender);
        try { return (await names.Resolve(host, gone)).Any(a => Plain(a).Equals(sender)); }
        catch (System.Net.Sockets.SocketException) { return false; }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <param name="change">Null: nothing is to be changed.</param>
    private async Task Change(CustomerId customer, Func<CallbackProfile, CallbackProfile?> change)
    {
        for (var tries = 1; ; tries++)
        {
            var profile = await store.FindCallbackProfile(customer) ?? new CallbackProfile(customer, [], CallbackSignature.NewSecret(), null, null, 0);
            if (change(profile) is not { } changed || await store.SaveCallbackProfile(changed)) return;
            if (tries == MostTries) throw new StoreBusyException();
        }
    }
}

internal enum UrlVerdict
{
    Accepted = 1,
    Malformed = 2,
    NotRegistered = 3,
}
