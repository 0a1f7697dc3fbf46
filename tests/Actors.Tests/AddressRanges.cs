using System.Net;
using CaptchaGrains.Actors.Keys;

namespace CaptchaGrains.Actors.Tests;

public class AddressRanges
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.1.1.1", true)]
    [InlineData("192.0.2.129/25", "192.0.2.127", false)]
    [InlineData("192.0.2.129/25", "192.0.2.128", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    public void A_range_contains_what_its_prefix_says(string text, string address, bool contains)
    {
        Assert.True(AddressRange.TryParse(text, out var range));
        Assert.Equal(contains, range!.Contains(IPAddress.Parse(address)));
        Assert.True(AddressRange.TryParse(range.ToString(), out var again));
        Assert.Equal(range.ToString(), again!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("::/129")]
    [InlineData("fe80::1%eth0")]
    [InlineData("example.test")]
    [InlineData("10.0.0.0/8/8")]
    public void What_is_no_range_is_refused(string? text) => Assert.False(AddressRange.TryParse(text, out _));
}
