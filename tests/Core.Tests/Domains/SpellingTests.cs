using CaptchaGrains.Core.Domains;
using CaptchaGrains.Testing;
using Xunit;

namespace CaptchaGrains.Core.Tests.Domains;

public sealed class SpellingTests
{
    private static readonly (string Written, string Host)[] Denied =
    [
        ("owner.test", "owner.test"), ("gov", "gov"), ("irs.gov", "irs.gov"), ("service.gov.uk", "service.gov.uk"), ("my-bank.example", "my-bank.example"),
        ("b\u00FCcher.example", "xn--bcher-kva.example"), ("stra\u00DFe.example", "xn--strae-oqa.example"), ("\u03B2\u03CC\u03BB\u03BF\u03C2.example", "xn--nxasmm1c.example"),
        ("\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444", "xn--e1afmkfd.xn--p1ai"), ("203.0.113.7", "203.0.113.7"), ("127.0.0.1", "127.0.0.1"),
    ];

    [Fact]
    public void Rule_served_none_of_a_million_spellings_of_denied_domains_is_read_as_an_open_one()
    {
        const int Spelled = 1_000_000;
        var rules = new DomainRules(ShippedRules.None, Denied.Select(d => new DomainRule(d.Host, RuleSource.Owner, DomainStanding.Denied, "", "owner", DateTimeOffset.UnixEpoch)));
        var read = 0;
        Parallel.For(0, 4, part =>
        {
            var spellings = new Spellings(20261121 + part);
            for (var n = 0; n < Spelled / 4; n++)
            {
                var (written, host) = Denied[n % Denied.Length];
                var text = spellings.Next(written);
                if (!DomainName.TryParse(text, out var domain, out var page)) continue;
                Interlocked.Increment(ref read);
                if (rules.For(domain).Standing != DomainStanding.Denied) Assert.Fail($"'{text}' of {host} is read as {domain}, seed {20261121 + part}, number {n}.");
                if (!DomainName.TryParse(page, out var again) || again != domain) Assert.Fail($"'{page}', which the worker opens, is not read as {domain}.");
            }
        });
        // Else it would be easy.
        Assert.InRange(read, Spelled * 3 / 4, Spelled);
    }

    [Theory]
    [InlineData("https://stra\u00DFe.example/", "xn--strae-oqa.example")]
    [InlineData("https://STRA\u00DFE.example/", "xn--strae-oqa.example")]
    [InlineData("https://strasse.example/", "strasse.example")]
    [InlineData("https://xn--strae-oqa.example/", "xn--strae-oqa.example")]
    [InlineData("https://\u03B2\u03CC\u03BB\u03BF\u03C2.example/", "xn--nxasmm1c.example")]
    [InlineData("https://go\u00ADv/", "gov")]
    [InlineData("https://\uFF47\uFF4F\uFF56/", "gov")]
    [InlineData("https://irs%2Egov/", "irs.gov")]
    [InlineData("https://irs%EF%BC%8Egov/", "irs.gov")]
    [InlineData("ht\ttps://ir\ns.gov/", "irs.gov")]
    [InlineData("https:\\\\irs.gov\\@safe.test", "irs.gov")]
    [InlineData("https://safe.test@irs.gov", "irs.gov")]
    [InlineData("https://safe.test:80@irs.gov:443", "irs.gov")]
    [InlineData("https://a_b.example", "a_b.example")]
    [InlineData("https://r3---sn-x.example", "r3---sn-x.example")]
    [InlineData("https://0177.0.0.1", "127.0.0.1")]
    [InlineData("https://0x7F000001", "127.0.0.1")]
    [InlineData("https://127.1", "127.0.0.1")]
    [InlineData("https://[::ffff:127.0.0.1]", "127.0.0.1")]
    [InlineData("https://[::FFFF:7f00:1]", "127.0.0.1")]
    public void A_browser_goes_to_this_host(string address, string host)
    {
        Assert.True(DomainName.TryParse(address, out var domain));
        Assert.Equal(host, domain.Value);
    }

    [Theory]
    [InlineData("https:irs.gov")]
    [InlineData("http:/irs.gov")]
    [InlineData("https:///irs.gov")]
    [InlineData("//irs.gov")]
    [InlineData("\\\\irs.gov")]
    [InlineData("ftp://irs.gov")]
    [InlineData("https://irs%00.gov")]
    [InlineData("https://irs%2.gov")]
    [InlineData("https://irs%252Egov")]
    [InlineData("https://irs\uFF0Fx.gov")]
    [InlineData("https://irs.gov\uFF1A80")]
    [InlineData("https://a\u2100.gov")]
    [InlineData("https://ir\u200Ds.gov")]
    [InlineData("https://\u1E9E.example")]
    [InlineData("https://\uD800.example")]
    [InlineData("https://%ff.example")]
    [InlineData("https://xn--irs-.gov")]
    [InlineData("https://xn--.gov")]
    [InlineData("https://xn--\u00FC.gov")]
    [InlineData("https://a..gov")]
    [InlineData("https://irs.gov\uFF61\u3002")]
    [InlineData("https://.gov")]
    [InlineData("https://1.2.3.4.5")]
    [InlineData("https://256.256.256.256")]
    [InlineData("https://1.2.3.08")]
    [InlineData("https://example.0x")]
    [InlineData("https://4294967296")]
    [InlineData("https://[fe80::1%eth0]")]
    [InlineData("https://[::1]x")]
    [InlineData("https://[::1]x:80")]
    [InlineData("https://irs.gov:80:80")]
    [InlineData("https://irs.gov:-1")]
    public void What_has_no_certain_host_is_not_read(string address)
    {
        // "0x" alone is the number zero to a browser, and as the last part of a name it makes no address.
        Assert.False(DomainName.TryParse(address, out var domain), domain.ToString());
    }
}
