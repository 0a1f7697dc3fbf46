using CaptchaGrains.Core.Domains;
using Xunit;

namespace CaptchaGrains.Core.Tests.Domains;

public sealed class DomainRulesTests
{
    private static readonly ShippedRules Shipped = ShippedRules.Parse("""
        # comment
        [government]
        gov
        gov.*   # below every country
        [ticketing]
        tickets.test
        """);

    [Theory]
    [InlineData("gov")]
    [InlineData("irs.gov")]
    [InlineData("a.b.irs.gov")]
    [InlineData("gov.uk")]
    [InlineData("www.gov.uk")]
    [InlineData("tax.gov.xn--p1ai")]
    [InlineData("shop.tickets.test")]
    public void What_the_shipped_list_names_is_denied_with_all_below_it(string host)
    {
        var policy = For(host);
        Assert.Equal((DomainStanding.Denied, RuleSource.Shipped), (policy.Standing, policy.Source));
    }

    [Theory]
    [InlineData("mygov")]
    [InlineData("notgov.uk")]
    [InlineData("gov.example.com")]
    [InlineData("gov.info")]
    [InlineData("irs.gov.example.com")]
    [InlineData("nottickets.test")]
    [InlineData("tickets.test.example.com")]
    public void What_only_looks_like_it_is_open(string host) => Assert.Equal(DomainPolicy.Default, For(host));

    [Fact]
    public void An_operators_exception_holds_for_its_name_and_below_and_no_further()
    {
        var exception = Rule("staging.irs.gov", RuleSource.Operator, DomainStanding.Open);
        Assert.Equal(DomainStanding.Open, For("staging.irs.gov", exception).Standing);
        Assert.Equal(DomainStanding.Open, For("x.staging.irs.gov", exception).Standing);
        Assert.Equal(DomainStanding.Denied, For("irs.gov", exception).Standing);
        Assert.Equal(DomainStanding.Denied, For("xstaging.irs.gov", exception).Standing);
        Assert.Equal(DomainStanding.Open, For("tickets.test", Rule("tickets.test", RuleSource.Operator, DomainStanding.Open)).Standing);
    }

    [Fact]
    public void The_longest_name_decides_among_an_operators_rules()
    {
        DomainRule[] rules =
        [
            Rule("example.com", RuleSource.Operator, DomainStanding.Denied), Rule("open.example.com", RuleSource.Operator, DomainStanding.Open),
            Rule("not.open.example.com", RuleSource.Operator, DomainStanding.Denied),
        ];
        Assert.Equal(DomainStanding.Denied, For("www.example.com", rules).Standing);
        Assert.Equal(DomainStanding.Open, For("a.open.example.com", rules).Standing);
        Assert.Equal(DomainStanding.Denied, For("a.not.open.example.com", rules).Standing);
    }

    [Fact]
    public void An_owner_who_opted_out_is_overruled_by_nobody()
    {
        DomainRule[] rules = [Rule("example.com", RuleSource.Owner, DomainStanding.Denied), Rule("a.example.com", RuleSource.Operator, DomainStanding.Open)];
        Assert.Equal((DomainStanding.Denied, RuleSource.Owner, "example.com"), Of(For("a.example.com", rules)));
        Assert.Equal((DomainStanding.Denied, RuleSource.Owner, "example.com"), Of(For("x.a.example.com", rules)));
        Assert.Equal(DomainStanding.Open, For("example.org", rules).Standing);

        static (DomainStanding, RuleSource, string) Of(DomainPolicy policy) => (policy.Standing, policy.Source, policy.Name);
    }

    [Fact]
    public void An_address_literal_has_only_its_own_rules()
    {
        DomainRule[] rules = [Rule("203.0.113.7", RuleSource.Operator, DomainStanding.Denied), Rule("7", RuleSource.Owner, DomainStanding.Denied)];
        Assert.Equal(DomainStanding.Denied, For("203.0.113.7", rules).Standing);
        Assert.Equal(DomainStanding.Open, For("203.0.114.7", rules).Standing);
    }

    [Theory]
    [InlineData("gov")]
    [InlineData("[a]\nExample.com")]
    [InlineData("[a]\nexample.com.")]
    [InlineData("[a]\nhttp://example.com")]
    [InlineData("[a]\na.b.*")]
    [InlineData("[a]\nexample.com\n[b]\nexample.com")]
    [InlineData("[a]\ngov.*\ngov.*")]
    public void A_list_with_a_mistake_is_not_taken(string text) => Assert.Throws<FormatException>(() => ShippedRules.Parse(text));

    private static DomainPolicy For(string host, params DomainRule[] rules)
    {
        Assert.True(DomainName.TryParse(host, out var domain));
        return new DomainRules(Shipped, rules).For(domain);
    }

    private static DomainRule Rule(string name, RuleSource source, DomainStanding standing) => new(name, source, standing, "why", "operator:1", DateTimeOffset.UnixEpoch);
}
