using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>
/// Which addresses may be called: public unicast ones. Loopback, link-local, private, shared, multicast and whatever else the registries keep for special
/// purposes are none, nor are the IPv6 forms that only wrap an IPv4 address of unknown reach.
/// </summary>
/// <param name="allowed">Networks that may be called all the same, because the operator says so.</param>
public sealed class PublicNetworks(ImmutableArray<IPNetwork> allowed)
{
    private static readonly ImmutableArray<IPNetwork> Forbidden4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    /// <summary>Everything that is public unicast in IPv6 today. Mapped, translated, unique-local, link-local and multicast addresses lie outside.</summary>
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> Forbidden6 = Parse(
        "2001::/23", // protocol assignments, tunnels among them
        "2001:db8::/32", "3fff::/20", // documentation
        "2002::/16"); // tunnels to any IPv4 address

    /// <summary>Whether this process may connect to the address.</summary>
    public bool MayCall(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Any(allowed, address)) return true;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Any(Forbidden4, address)
            : Public6.Contains(address) && !Any(Forbidden6, address);
    }

    private static bool Any(ImmutableArray<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
            if (network.Contains(address)) return true;
        return false;
    }

    private static ImmutableArray<IPNetwork> Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
