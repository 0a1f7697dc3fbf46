using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>What the documents say of replies: their forms, and which codes come from where.</summary>
internal static class Documented
{
    private static readonly HashSet<string> V1Submissions = [.. ErrorTable.All.Where(e => e.Where.HasFlag(ErrorPlace.Submission)).Select(e => e.V1)];
    private static readonly HashSet<string> V1Results = [.. ErrorTable.All.Where(e => e.Where.HasFlag(ErrorPlace.Result)).Select(e => e.V1), "CAPCHA_NOT_READY"];
    private static readonly HashSet<(int, string)> V2Submissions = [.. ErrorTable.All.Where(e => e.Where.HasFlag(ErrorPlace.Submission)).Select(e => (e.V2Id, e.V2))];
    private static readonly HashSet<(int, string)> V2Results = [.. ErrorTable.All.Where(e => e.Where.HasFlag(ErrorPlace.Result)).Select(e => (e.V2Id, e.V2))];

    /// <returns>The id of a captcha that was accepted; null otherwise.</returns>
    public static long? Check(Ask ask, Answer answer)
    {
        Assert.True(answer.Status is 200 || (answer.Status is 404 or 405 && MayBeAbsent(ask)) || (answer.Status == 400 && !ask.IsHttp), $"Status {answer.Status}");
        if (answer.Status != 200 || ask.Method is "HEAD") return null;
        if (ask.Method is "OPTIONS")
        {
            Assert.Equal((0, "*"), (answer.Body.Length, answer.Headers["access-control-allow-origin"]));
            return null;
        }
        switch (ask.Route)
        {
            case "/in.php": return V1(WithoutDump(answer.Text), V1Submissions);
            case "/res.php":
                V1(WithoutDump(answer.Text), V1Results);
                return null;
            case "/load.php":
                Assert.Matches("<waiting>[0-9]+</waiting>\n  <load>[0-9]+</load>", answer.Text);
                return null;
            case "/docs" when answer.Text.StartsWith("<!DOCTYPE html>", StringComparison.OrdinalIgnoreCase):
                return null;
            case "/test" when answer.Text.StartsWith("Parsed input:\n", StringComparison.Ordinal):
                return null;
            case "/createTask": return V2(answer.Text, V2Submissions);
            default:
                V2(answer.Text, V2Results);
                return null;
        }
    }

    /// <summary>Paths that serve one method, or that belong to nobody.</summary>
    private static bool MayBeAbsent(Ask ask) => ask.Route is "/load.php" or "/test" or "/docs" || ask.Route.Contains('{', StringComparison.Ordinal);

    private static string WithoutDump(string reply)
    {
        if (!reply.StartsWith("Array\n(\n", StringComparison.Ordinal)) return reply;
        return reply[(reply.LastIndexOf(")\n", StringComparison.Ordinal) + 2)..];
    }

    private static long? V1(string reply, HashSet<string> codes)
    {
        if (reply.StartsWith('{'))
        {
            var json = JsonDocument.Parse(reply).RootElement;
            var request = json.GetProperty("request");
            if (json.GetProperty("status").GetInt32() == 1) return request.ValueKind == JsonValueKind.String ? Number(request.GetString()!) : null;
            Assert.Contains(request.GetString()!, codes);
            return null;
        }
        if (reply.StartsWith("OK|", StringComparison.Ordinal)) return Number(reply[3..]);
        if (decimal.TryParse(reply, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return null; // a balance
        if (reply is "OK" or "OK_REPORT_RECORDED" || codes.Contains(reply) || reply.StartsWith("ERROR_WRONG_USER_KEY\t", StringComparison.Ordinal)) return null; // the last: the table of codes
        Assert.Contains('|', reply); // of a list of captchas, where those without an answer have a code
        Assert.All(reply.Split('|').Where(part => part.StartsWith("ERROR", StringComparison.Ordinal)), part => Assert.Contains(part, codes));
        return null;
    }

    private static long? V2(string reply, HashSet<(int, string)> codes)
    {
        var json = JsonDocument.Parse(reply).RootElement;
        var errorId = json.GetProperty("errorId").GetInt32();
        if (errorId == 0) return json.TryGetProperty("taskId", out var id) ? id.GetInt64() : null;
        Assert.NotEmpty(json.GetProperty("errorDescription").GetString()!);
        Assert.Contains((errorId, json.GetProperty("errorCode").GetString()!), codes);
        return null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
