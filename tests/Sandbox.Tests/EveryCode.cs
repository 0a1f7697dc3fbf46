using System.Text.Json.Nodes;
using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Whatever the service can refuse, a customer can rehearse.</summary>
public sealed class EveryCode
{
    [Fact]
    public async Task A_rule_produces_every_code_of_the_table_wherever_it_is_documented_in_both_versions()
    {
        await using var bed = await Bed.Start();
        var id = await bed.Accepted();
        var produced = new HashSet<(ErrorCode, ErrorPlace, int Version)>();
        foreach (var entry in ErrorTable.All)
        {
            if (entry.Where.HasFlag(ErrorPlace.Submission))
            {
                await Script(bed, "submit", entry);
                if (await bed.Submit() == entry.V1) produced.Add((entry.Code, ErrorPlace.Submission, 1));
                if (IsRight(await bed.Json("createTask", Orders.Of(Orders.Text())), entry)) produced.Add((entry.Code, ErrorPlace.Submission, 2));
            }
            if (entry.Where.HasFlag(ErrorPlace.Result))
            {
                await Script(bed, "result", entry);
                if (await bed.Result(id) == entry.V1) produced.Add((entry.Code, ErrorPlace.Result, 1));
                if (IsRight(await bed.Json("getTaskResult", new() { ["clientKey"] = Bed.Key, ["taskId"] = id }), entry)) produced.Add((entry.Code, ErrorPlace.Result, 2));
            }
        }
        var documented = from entry in ErrorTable.All
                         from place in (ErrorPlace[])[ErrorPlace.Submission, ErrorPlace.Result]
                         where entry.Where.HasFlag(place)
                         from version in (int[])[1, 2]
                         select (entry.Code, place, version);
        Assert.Empty(documented.Except(produced));
        Assert.Equal(Enum.GetValues<ErrorCode>().Length, produced.Select(p => p.Item1).Distinct().Count());
        Assert.Single(bed.Store.Captchas()); // the refusals left no trace
        TestContext.Current.TestOutputHelper!.WriteLine($"{ErrorTable.All.Length} codes, {produced.Count} times in their places");
    }

    [Fact]
    public async Task Codes_are_known_by_the_names_that_customers_see()
    {
        await using var bed = await Bed.Start();
        var id = await bed.Accepted();
        foreach (var entry in ErrorTable.All)
        {
            var isSubmission = entry.Where.HasFlag(ErrorPlace.Submission);
            await Script(bed, isSubmission ? "submit" : "result", entry.V1);
            Assert.Equal(entry.V1, isSubmission ? await bed.Submit() : await bed.Result(id));
            await Script(bed, isSubmission ? "submit" : "result", entry.V2);
            var reply = isSubmission
                ? await bed.Json("createTask", Orders.Of(Orders.Text()))
                : await bed.Json("getTaskResult", new() { ["clientKey"] = Bed.Key, ["taskId"] = id });
            Assert.Equal(entry.V2, reply["errorCode"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Other_calls_are_refused_too()
    {
        await using var bed = await Bed.Start();
        var id = await bed.Accepted();
        await Script(bed, "other", "ERROR_REPORT_NOT_RECORDED");
        foreach (var action in (string[])["getbalance", "reportbad", "reportgood"])
            Assert.Equal("ERROR_REPORT_NOT_RECORDED", await bed.Form("res.php", ("key", Bed.Key), ("action", action), ("id", id)));
        foreach (var call in (string[])["getBalance", "reportCorrect", "reportIncorrect"])
            Assert.Equal(205, (await bed.Json(call, new() { ["clientKey"] = Bed.Key, ["taskId"] = id }))["errorId"]!.GetValue<int>());
        Assert.StartsWith("OK|", await bed.Result(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_is_known_again_when_its_result_is_asked_for()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "on": "result", "kind": "ImageText" }, "then": { "error": "ERROR_BAD_DUPLICATES" } }""");
        var text = await bed.Accepted();
        var image = (await bed.Json("createTask", Orders.Of(Orders.Image())))["taskId"]!.GetValue<long>();
        Assert.Equal("OK|sandbox", await bed.Result(text));
        Assert.Equal("ERROR_BAD_DUPLICATES", await bed.Result($"{image}"));
    }

    private static Task Script(Bed bed, string moment, ErrorEntry entry) => Script(bed, moment, entry.Code.ToString());

    private static async Task Script(Bed bed, string moment, string code)
    {
        await bed.Tell(HttpMethod.Delete, "rules");
        await bed.Rule($$"""{ "match": { "on": "{{moment}}" }, "then": { "error": "{{code}}" } }""");
    }

    private static bool IsRight(JsonNode reply, ErrorEntry entry) =>
        reply["errorId"]!.GetValue<int>() == entry.V2Id && reply["errorCode"]!.GetValue<string>() == entry.V2
        && reply["errorDescription"]!.GetValue<string>() == entry.Text;
}
