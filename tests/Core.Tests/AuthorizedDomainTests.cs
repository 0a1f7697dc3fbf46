using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using Xunit;

namespace CaptchaGrains.Core.Tests;

public sealed class AuthorizedDomainTests
{
    [Theory]
    [InlineData("https://example.com/login", "example.com", true)]
    [InlineData("https://shop.example.com/login", "example.com", true)]
    [InlineData("https://a.b.example.com", "example.com", true)]
    [InlineData("https://EXAMPLE.com./login", "example.com", true)]
    [InlineData("https://shop.bücher.example/", "xn--bcher-kva.example", true)]
    [InlineData("https://xn--bcher-kva.example/", "bücher.example", true)]
    [InlineData("http://localhost:5000/", "localhost", true)]
    [InlineData("http://app.localhost:5000/", "localhost", true)]
    [InlineData("http://127.0.0.1/", "127.0.0.1", true)]
    [InlineData("http://2130706433/", "127.0.0.1", true)]
    [InlineData("http://[::1]/", "::1", true)]
    [InlineData("https://example.com/", "shop.example.com", false)]
    [InlineData("https://badexample.com/", "example.com", false)]
    [InlineData("https://example.com.evil.test/", "example.com", false)]
    [InlineData("https://example.com@evil.test/", "example.com", false)]
    [InlineData("https://evil.test/example.com", "example.com", false)]
    [InlineData("https://evil.test#.example.com", "example.com", false)]
    [InlineData("https://evil.test\\.example.com", "example.com", false)]
    [InlineData("https://bücher.example/", "bucher.example", false)]
    [InlineData("http://10.127.0.0.1/", "127.0.0.1", false)]
    [InlineData("http://127.0.0.1/", "0.0.1", false)]
    [InlineData("http://127.0.0.1/", "1", false)]
    [InlineData("http://127.0.0.2/", "127.0.0.1", false)]
    [InlineData("http://[::2:1]/", "::1", false)]
    public void A_page_is_within_a_domain_when_its_host_is_the_same_or_below_it(string page, string authorized, bool within)
    {
        Assert.True(DomainName.TryParse(authorized, out var domain));
        var isRead = DomainName.TryParse(page, out var host);
        Assert.Equal(within, isRead && host.IsWithin(domain));
        var profile = CustomerProfile.New(new CustomerId(1), "one") with { AuthorizedDomains = ["other.test", domain.Value] };
        Assert.Equal(within, isRead && profile.IsAuthorizedFor(host, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Who_has_no_authorisation_has_none_for_anything()
    {
        Assert.True(DomainName.TryParse("example.com", out var domain));
        Assert.False(CustomerProfile.New(new CustomerId(1), "one").IsAuthorizedFor(domain, DateTimeOffset.UnixEpoch));
        Assert.False((CustomerProfile.New(new CustomerId(1), "one") with { AuthorizedDomains = ["", " ", "."] }).IsAuthorizedFor(domain, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void No_domain_is_within_nothing()
    {
        Assert.True(DomainName.TryParse("example.com", out var domain));
        Assert.False(default(DomainName).IsWithin(default));
        Assert.False(default(DomainName).IsWithin(domain));
        Assert.False(domain.IsWithin(default));
    }
}
