using System.Net;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Where a customer lets himself be called, by the same rules wherever he says so.</summary>
public interface ICallbackHosts
{
    /// <summary>Registers the host of an address; registering it again changes nothing. The first one makes the secret.</summary>
    /// <param name="addressOrHost">Of an address only the host counts.</param>
    /// <param name="from">Whence the request came.</param>
    Task<RegisterVerdict> Register(CustomerId customer, string? addressOrHost, IPAddress? from, CancellationToken gone = default);

    /// <summary>Callbacks that wait for the host are given up when their time comes.</summary>
    /// <returns>False when there is no host in the text; a host that was not registered is gone all the same.</returns>
    Task<bool> Remove(CustomerId customer, string? addressOrHost);

    /// <summary>From now on callbacks are signed with the new secret, and for a day with the one before it too.</summary>
    Task<string> ReplaceSecret(CustomerId customer);
}

public enum RegisterVerdict
{
    Registered = 1,

    /// <summary>There is no host in it.</summary>
    Malformed = 2,

    /// <summary>An address that nobody may have us call.</summary>
    Forbidden = 3,

    /// <summary>The request came from elsewhere than the host.</summary>
    OtherAddress = 4,

    /// <summary>The customer has as many hosts as one may have.</summary>
    TooMany = 5,
}
