using System.Security.Cryptography;
using CaptchaGrains.Actors;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// What a sign-in or a registration shows of an account: the device, by a cookie that says nothing but that it is the same one, and the network address with the browser. Only
/// hashes leave this class. Best effort: a lost signal shows itself with the next sign-in.
/// </summary>
public sealed class AccountSignals(IActors actors, TimeProvider time)
{
    public const string DeviceCookie = "captchagrains-device";

    private const int DeviceBytes = 16;

    /// <summary>As long as browsers keep one.</summary>
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(400);

    /// <param name="account">Who signed in; signals are only of workers.</param>
    /// <param name="mayMark">Whether this device gets a cookie when it has none: a page may, a call of a program not.</param>
    public void SignedIn(HttpContext context, Account account, bool mayMark)
    {
        if (!account.Person.Roles.Has(PersonRole.Worker)) return;
        var worker = new WorkerId(account.Person.Id);
        if (Device(context, mayMark) is { } device) Record(SignalKind.Device, device, worker);
        // A program says nothing of a browser, and many of them come from one server.
        if (context.Connection.RemoteIpAddress is { } address && context.Request.Headers.UserAgent.ToString() is { Length: > 0 } browser)
            Record(SignalKind.AddressAndBrowser, $"{SignInLimit.Network(address)}\n{browser}", worker);
    }

    private void Record(SignalKind kind, string seen, WorkerId worker) =>
        ActorServices.Tell(actors.LinkBoard().Record(LinkSignal.Of(kind, seen, worker, time.GetUtcNow())));

    private static string? Device(HttpContext context, bool mayMark)
    {
        if (context.Request.Cookies[DeviceCookie] is { Length: DeviceBytes * 2 } known && known.All(char.IsAsciiHexDigitLower)) return known;
        if (!mayMark) return null;
        var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DeviceBytes));
        context.Response.Cookies.Append(DeviceCookie, device, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = DeviceLifetime,
            IsEssential = true,
        });
        return device;
    }
}
