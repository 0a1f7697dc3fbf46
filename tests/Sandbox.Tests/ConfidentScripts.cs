using System.Text.Json.Nodes;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>What a script makes of captchas that several answer.</summary>
public sealed class ConfidentScripts
{
    private static JsonObject Task => new() { ["type"] = "TextCaptchaTask", ["comment"] = "2 + 2?", ["minAttempts"] = 2, ["maxAttempts"] = 3, ["minMatches"] = 2 };

    [Fact]
    public async Task A_rule_answers_it_by_all_workers_alike()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{"match":{"parameters":{"minAttempts":"2"}},"then":{"answer":"four"}}""");
        var reply = await Result(bed, (await bed.Json("createTask", Orders.Of(Task)))["taskId"]!);
        Assert.Equal("four", reply["solution"]!["text"]!.GetValue<string>());
        Assert.Equal((2, 2), (reply["solveCount"]!.GetValue<int>(), reply["matches"]!.GetValue<int>()));
        Assert.InRange(reply["confidence"]!.GetValue<double>(), 0.98, 1);
    }

    [Fact]
    public async Task Without_a_rule_it_is_answered_at_once()
    {
        await using var bed = await Bed.Start();
        var reply = await Result(bed, (await bed.Json("createTask", Orders.Of(Task)))["taskId"]!);
        Assert.Equal("sandbox", reply["solution"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_can_be_unsolvable_or_disputed()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{"then":{"unsolvable":true}}""");
        var id = (await bed.Json("createTask", Orders.Of(Task)))["taskId"]!;
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", (await Result(bed, id))["errorCode"]!.GetValue<string>());
        await bed.Rule("""{"match":{"on":"result"},"then":{"error":"ERROR_BAD_DUPLICATES"}}""");
        Assert.Equal(13, (await Result(bed, id))["errorId"]!.GetValue<int>());
    }

    private static Task<JsonNode> Result(Bed bed, JsonNode id) =>
        bed.Json("getTaskResult", new JsonObject { ["clientKey"] = Bed.Key, ["taskId"] = id.DeepClone() });
}
