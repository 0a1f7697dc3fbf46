using System.Collections.Immutable;

namespace CaptchaGrains.Sandbox.Tests;

public class RuleBookTests
{
    private readonly RuleBook _book = new();

    [Fact]
    public void The_first_rule_that_covers_a_request_counts()
    {
        var grids = Add(RuleMoment.Submit, "Grid");
        var all = Add(RuleMoment.Submit, null);
        Assert.Equal(grids, _book.Take(Request(RuleMoment.Submit, "Grid")));
        Assert.Equal(all, _book.Take(Request(RuleMoment.Submit, "Audio")));
        Assert.Null(_book.Take(Request(RuleMoment.Result, "Grid")));
    }

    [Fact]
    public void Parameters_have_to_be_there_with_their_values()
    {
        var rule = Add(RuleMoment.Submit, null, ("pageurl", "https://demo.test/"));
        Assert.Null(_book.Take(Request(RuleMoment.Submit, "RecaptchaV2")));
        Assert.Null(_book.Take(Request(RuleMoment.Submit, "RecaptchaV2", ("pageurl", "https://other.test/"))));
        Assert.Equal(rule, _book.Take(Request(RuleMoment.Submit, "RecaptchaV2", ("pageurl", "https://demo.test/"), ("key", "k"))));
    }

    [Fact]
    public void A_rule_that_is_used_up_lets_the_next_one_speak()
    {
        var twice = Add(RuleMoment.Submit, null, times: 2);
        var then = Add(RuleMoment.Submit, null);
        Assert.Equal([twice, twice, then, then], Enumerable.Range(0, 4).Select(_ => _book.Take(Request(RuleMoment.Submit, "Text"))));
    }

    [Fact]
    public void What_is_removed_speaks_no_more()
    {
        var rule = Add(RuleMoment.Submit, null);
        Assert.True(_book.Remove(rule!.Id));
        Assert.False(_book.Remove(rule.Id));
        Assert.Null(_book.Take(Request(RuleMoment.Submit, "Text")));
    }

    [Fact]
    public void There_is_an_end_to_rules()
    {
        for (var i = 0; i < RuleBook.MostRules; i++) Assert.NotNull(Add(RuleMoment.Submit, null));
        Assert.Null(Add(RuleMoment.Submit, null));
        _book.Clear();
        Assert.NotNull(Add(RuleMoment.Submit, null));
    }

    private Rule? Add(RuleMoment moment, string? kind, params (string, string)[] parameters) => Add(moment, kind, null, parameters);

    private Rule? Add(RuleMoment moment, string? kind, int? times, params (string Name, string Value)[] parameters) => _book.Add(
        new Rule(0, new RuleMatch(moment, kind, parameters.ToImmutableSortedDictionary(p => p.Name, p => p.Value)), new RuleEffect()) { Times = times });

    private static ScriptedRequest Request(RuleMoment moment, string kind, params (string Name, string Value)[] parameters) =>
        new(moment, kind, parameters.ToDictionary(p => p.Name, p => p.Value));
}
