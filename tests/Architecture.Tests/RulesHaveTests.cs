using System.Text.RegularExpressions;
using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>The table in docs/reports.md that leads from each rule of the design to a test, and the tests that say by their names that they are one.</summary>
public sealed partial class RulesHaveTests
{
    private const string Document = "docs/reports.md";

    /// <summary>The sections of the design whose sentences are rules, as the table begins with them.</summary>
    private static readonly string[] Sections =
        ["Reports 1", "Reports 2", "Reports 3", "Reports 4", "Reports 5", "Reports 6", "Token kinds", "RecaptchaV3", "reportgood", "Customers who complain too much", "Skill", "Linked accounts", "Who may be served"];

    private static IEnumerable<(string Rule, string Test)> Table => Row().Matches(Repository.Read(Document)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    [Fact]
    public void Every_rule_of_the_table_has_a_test()
    {
        var named = Named().ToHashSet(StringComparer.Ordinal);
        Assert.All(Table, row => Assert.Contains(row.Test, named));
    }

    [Fact]
    public void Every_test_of_a_rule_is_in_the_table()
    {
        var listed = Table.Select(row => row.Test).ToHashSet(StringComparer.Ordinal);
        Assert.All(Named(), test => Assert.Contains(test, listed));
    }

    [Fact]
    public void Every_section_of_rules_is_in_the_table() =>
        Assert.All(Sections, section => Assert.Contains(Table, r => r.Rule.StartsWith(section + ":", StringComparison.Ordinal)));

    [Fact]
    public void A_test_of_a_rule_is_run() => Assert.All(
        Repository.Sources.Where(IsTest),
        path => Assert.Equal(Method().Count(Repository.Read(path)), Tested().Count(Repository.Read(path))));

    /// <summary>Class and method.</summary>
    private static IEnumerable<string> Named()
    {
        foreach (var path in Repository.Sources.Where(IsTest))
        {
            var text = Repository.Read(path);
            foreach (Match method in Method().Matches(text)) yield return $"{Class().Match(text).Groups[1].Value}.{method.Groups[1].Value}";
        }
    }

    private static bool IsTest(string path) => path.StartsWith("tests/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| ([^|]+) \| `(\w+\.Rule_\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^    public (?:async )?(?:Task|void) (Rule_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();

    /// <summary>The same behind a fact, or a theory with its cases.</summary>
    [GeneratedRegex(@"^    \[(?:Fact|Theory)\][^\n]*\n(?:(?:    (?:\[|//|     )[^\n]*)\n)*    public (?:async )?(?:Task|void) (Rule_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Tested();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();
}
