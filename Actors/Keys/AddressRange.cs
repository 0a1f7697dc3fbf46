using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CaptchaGrains.Actors.Keys;

/// <summary>A range of Internet addresses, such as <c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or one address. IPv4 addresses inside of IPv6 are IPv4 addresses.</summary>
public sealed class AddressRange
{
    private const int MappedBits = 96;

    private readonly byte[] _network;
    private readonly int _bits;

    private AddressRange(byte[] network, int bits) => (_network, _bits) = (network, bits);

    /// <summary>Reads a range; what stands behind its prefix is ignored.</summary>
    public static bool TryParse(string? text, out AddressRange? range)
    {
        range = null;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? text : text[..slash];
        // A number alone, or with fewer than three dots, would be read as an address too.
        if (!name.Contains(':', StringComparison.Ordinal) && name.AsSpan().Count('.') != 3 || name.Contains('%', StringComparison.Ordinal)) return false;
        if (!IPAddress.TryParse(name, out var address)) return false;
        var most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var bits = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > most)) return false;
        if (address.IsIPv4MappedToIPv6 && bits >= MappedBits) (address, bits) = (address.MapToIPv4(), bits - MappedBits);
        var network = address.GetAddressBytes();
        Mask(network, bits);
        range = new AddressRange(network, bits);
        return true;
    }

    public bool Contains(IPAddress address)
    {
        var bytes = Normal(address).GetAddressBytes();
        if (bytes.Length != _network.Length) return false;
        Mask(bytes, _bits);
        return bytes.AsSpan().SequenceEqual(_network);
    }

    /// <summary>The IPv4 address inside of an IPv6 address, or the address itself.</summary>
    public static IPAddress Normal(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>The one way to write this range.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(_network)}/{_bits}");

    private static void Mask(byte[] bytes, int bits)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - i * 8, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }
    }
}
