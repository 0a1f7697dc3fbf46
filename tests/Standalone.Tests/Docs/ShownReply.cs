using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>Compares the reply that a page shows with one that came: everything is the same but amounts, times, addresses and secrets.</summary>
internal static partial class ShownReply
{
    /// <summary>The captcha of all examples.</summary>
    public const string SampleId = "1234567";

    private static readonly HashSet<string> Vary =
    [
        "cost", "price", "amount", "ip", "createTime", "endTime", "solveCount", "balance", "token", "workerId", "expiresAt", "declaredAt", "decidedAt", "assignmentId", "rate", "leaseEndsAt",
        "earned", "confidence", "kinds", "solved", "reputation", "referralCode",
        "skills", // there are some as soon as a report has been looked at
        "time", "state", "refund", "effect", // a report may not have been looked at yet
    ];

    public static void AssertSame(string shown, string came, string id, string where)
    {
        shown = shown.Replace(SampleId, id, StringComparison.Ordinal);
        if (shown.StartsWith('{'))
        {
            Assert.True(came.StartsWith('{'), $"{where}: {came}");
            AssertSame(JsonNode.Parse(shown), JsonNode.Parse(came), where);
        }
        else Assert.True(Constant(shown) == Constant(came), $"{where}: shown is {shown}, but came {came}");
    }

    private static void AssertSame(JsonNode? shown, JsonNode? came, string where)
    {
        switch (shown)
        {
            case JsonObject members:
                var others = Assert.IsType<JsonObject>(came);
                Assert.True(members.Select(m => m.Key).Order().SequenceEqual(others.Select(m => m.Key).Order()), $"{where}: {others.ToJsonString()}");
                foreach (var (name, value) in members)
                {
                    // The token of a solution is what was answered; that of a session is new each time.
                    if (!Vary.Contains(name) || where.EndsWith("solution", StringComparison.Ordinal)) AssertSame(value, others[name], $"{where}, {name}");
                    else Assert.Equal(value?.GetValueKind(), others[name]?.GetValueKind());
                }
                break;
            case JsonArray items:
                var elements = Assert.IsType<JsonArray>(came);
                Assert.True(items.Count == elements.Count, $"{where}: shown are {items.Count}, but came {came.ToJsonString()}");
                for (var i = 0; i < items.Count; i++) AssertSame(items[i], elements[i], where);
                break;
            default:
                Assert.True(JsonNode.DeepEquals(shown, came), $"{where}: shown is {shown}, but came {came}");
                break;
        }
    }

    private static string Constant(string text) => Varying().Replace(text, "#");

    [GeneratedRegex(@"\b[0-9a-f]{64}\b|\b\d+\.\d+$")]
    private static partial Regex Varying();
}
