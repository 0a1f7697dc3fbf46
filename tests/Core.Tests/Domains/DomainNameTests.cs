using CaptchaGrains.Core.Domains;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Domains;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("EXAMPLE.Com", "example.com")]
    [InlineData("  example.com  ", "example.com")]
    [InlineData("example.com.", "example.com")]
    [InlineData("example.com:8080", "example.com")]
    [InlineData("localhost", "localhost")]
    [InlineData("localhost:5000/login", "localhost")]
    [InlineData("http://example.com", "example.com")]
    [InlineData("https://Sub.Example.COM./path?q=http://other.test#x", "sub.example.com")]
    [InlineData("https://user:secret@example.com:444/", "example.com")]
    [InlineData("http://good.test@evil.test/", "evil.test")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("https://BÜCHER.example/", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("example\u3002com", "example.com")]
    [InlineData("example.com\u3002", "example.com")]
    [InlineData("example.com.\u00AD", "example.com")]
    [InlineData("http://127.0.0.1./", "127.0.0.1")]
    [InlineData("ｅｘａｍｐｌｅ.com", "example.com")]
    [InlineData("http://127.0.0.1:80/", "127.0.0.1")]
    [InlineData("http://2130706433/", "127.0.0.1")]
    [InlineData("http://0x7f.1/", "127.0.0.1")]
    [InlineData("http://[::1]:8080/", "::1")]
    [InlineData("http://[2001:DB8:0:0::1]/", "2001:db8::1")]
    [InlineData("2001:DB8:0:0::1", "2001:db8::1")]
    [InlineData("::1", "::1")]
    public void A_host_is_kept_in_one_form_however_it_is_written(string text, string host)
    {
        Assert.True(DomainName.TryParse(text, out var domain));
        Assert.Equal(host, domain.Value);
        Assert.Equal(host, domain.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("http://")]
    [InlineData("http:///path")]
    [InlineData("ftp://example.com")]
    [InlineData("javascript://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("exa mple.com")]
    [InlineData("http://exa<mple.com")]
    [InlineData("example..com")]
    [InlineData("http://[::1")]
    [InlineData("http://example.com:99999")]
    [InlineData("://")]
    public void Where_there_is_no_host_there_is_no_domain(string? text)
    {
        Assert.False(DomainName.TryParse(text, out var domain));
        Assert.Equal("", domain.ToString());
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_host_is_refused()
    {
        Assert.False(DomainName.TryParse(new string('a', 64) + ".test", out _));
        Assert.False(DomainName.TryParse(string.Join('.', Enumerable.Repeat(new string('a', 60), 5)), out _));
        Assert.False(DomainName.TryParse("example.com/" + new string('a', 3_000), out _));
    }

    [Fact]
    public void Garbage_never_throws_and_what_is_read_is_in_its_one_form() => Property.Holds(
        from start in Gen.Elements("", "http://", "https://", "http://a@", "http://[", "xn--", "//")
        from parts in Gen.OneOf(
            Gen.Elements("a", "B", "example", ".", "..", "-", "_", "@", ":", "/", "//", "?", "#", "[", "]", "%2e", "%00", "xn--", "ß", "é", "İ", "ſ", "K", "。", "．", "｡", "\u200D", "\u00AD", "１", "127", "0x7f", "::1", " "),
            Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString())).ArrayOf()
        select start + string.Concat(parts),
        text =>
        {
            if (!DomainName.TryParse(text, out var domain)) return;
            var value = domain.Value;
            Assert.NotEmpty(value);
            Assert.All(value, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_' or ':', $"'{c}' in {value}"));
            Assert.False(value.EndsWith('.') || value.StartsWith('.') || value.Contains("..", StringComparison.Ordinal), value);
            Assert.True(value.Contains(':', StringComparison.Ordinal) || DomainName.TryParse(value, out var again) && again == domain, $"{value} is read again as itself");
        }, 5_000);
}
