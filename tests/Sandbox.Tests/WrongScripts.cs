namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Who slips in a script is told where and why.</summary>
public sealed class WrongScripts : IAsyncLifetime
{
    private Bed _bed = null!;

    public async ValueTask InitializeAsync() => _bed = await Bed.Start();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Theory]
    [InlineData("""{ }""", "then: is missing")]
    [InlineData("""[ ]""", "has to be an object")]
    [InlineData("""{ "then": { } }""", "then: has to say what happens")]
    [InlineData("""{ "then": { "answr": "x" } }""", "then.answr: is not known; there are answer, delaySeconds")]
    [InlineData("""{ "then": { "answer": "x" }, "when": 1 }""", "when: is not known")]
    [InlineData("""{ "then": { "answer": "x", "unsolvable": true } }""", "only one of")]
    [InlineData("""{ "match": { "kind": "Graid" }, "then": { "answer": "x" } }""", "match.kind: has to be one of imageText, text, grid")]
    [InlineData("""{ "match": { "kind": "1" }, "then": { "answer": "x" } }""", "match.kind: has to be one of")]
    [InlineData("""{ "match": { "kind": "Grid" }, "then": { "answer": "x" } }""", "then.answer: does not fit")]
    [InlineData("""{ "match": { "kind": "Grid" }, "then": { "answer": [0] } }""", "then.answer: does not fit")]
    [InlineData("""{ "match": { "kind": "Rotate" }, "then": { "answer": [40, true] } }""", "then.answer: is written differently")]
    [InlineData("""{ "match": { "kind": "RecaptchaV2" }, "then": { "answer": "short" } }""", "then.answer: does not fit (TooShort): the token, a text of at least 20 characters")]
    [InlineData("""{ "then": { "answer": { "x": 1 } } }""", "then.answer: has to be a text")]
    [InlineData("""{ "match": { "on": "result" }, "then": { "answer": "x" } }""", "decided when it is submitted")]
    [InlineData("""{ "then": { "human": true, "delaySeconds": 4 } }""", "then.delaySeconds: nobody but the script")]
    [InlineData("""{ "then": { "delaySeconds": 601 } }""", "then.delaySeconds: has to be a number from 0 to 600")]
    [InlineData("""{ "then": { "error": "ERROR_OF_MY_OWN" } }""", "then.error: there is no such code")]
    [InlineData("""{ "then": { "error": "ERROR_CAPTCHA_UNSOLVABLE" } }""", "then.error: in.php and createTask never answer this code")]
    [InlineData("""{ "match": { "on": "result" }, "then": { "error": "ERROR_ZERO_BALANCE" } }""", "then.error: only in.php and createTask")]
    [InlineData("""{ "then": { "reply": { } } }""", "then.reply: has to have delaySeconds, fault or status")]
    [InlineData("""{ "then": { "reply": { "fault": "explode" } } }""", "then.reply.fault: has to be one of disconnect, truncate, garbage, empty")]
    [InlineData("""{ "then": { "reply": { "status": 404 } } }""", "then.reply.status: has to be a whole number from 500 to 599")]
    [InlineData("""{ "then": { "callback": { "fault": "explode" } } }""", "then.callback.fault: has to be one of drop, duplicate, wrongSignature")]
    [InlineData("""{ "then": { "callback": { } } }""", "then.callback: has to have delaySeconds or fault")]
    [InlineData("""{ "then": { "answer": "x" }, "times": 0 }""", "times: has to be a whole number from 1 to 1000000")]
    [InlineData("""{ "then": { "answer": "x" }, "times": 1.5 }""", "times: has to be a whole number")]
    [InlineData("""{ "match": { "parameters": { "a": [] } }, "then": { "answer": "x" } }""", "match.parameters.a: has to be a text, a number or a truth value")]
    [InlineData("""{ "match": { "imageSha256": "abc" }, "then": { "answer": "x" } }""", "match.imageSha256: has to be 64 hexadecimal digits")]
    public Task A_wrong_rule_is_refused_with_the_place_and_the_reason(string rule, string detail) => Refused("rules", rule, 400, "bad_rule", detail);

    [Theory]
    [InlineData("""{ "then": "sleep" }""", "then: has to be one of answer, human, unsolvable")]
    [InlineData("""{ }""", "then: has to be answer, human or unsolvable")]
    public Task So_is_a_wrong_default(string body, string detail) => Refused("default", body, 400, "bad_default", detail);

    [Theory]
    [InlineData("""{ "advanceSeconds": -1 }""", "advanceSeconds: has to be a number from 0 to")]
    [InlineData("""{ "seconds": 1 }""", "advanceSeconds: is missing")]
    public Task So_is_a_wrong_time(string body, string detail) => Refused("time", body, 400, "bad_time", detail);

    [Fact]
    public async Task Bodies_are_bounded_and_have_to_be_json()
    {
        await Refused("rules", "{", 400, "no_json", "The body is not JSON");
        await Refused("rules", "\"" + new string('x', 65_536) + "\"", 413, "too_long", "65536 bytes");
    }

    [Fact]
    public async Task There_is_an_end_to_rules()
    {
        for (var i = 0; i < RuleBook.MostRules; i++) await _bed.Rule("""{ "then": { "unsolvable": true } }""");
        await Refused("rules", """{ "then": { "unsolvable": true } }""", 409, "too_many_rules", "1000 rules");
    }

    private async Task Refused(string call, string body, int status, string error, string detail)
    {
        var (code, reply) = await _bed.Tell(HttpMethod.Post, call, body);
        Assert.Equal((status, error), ((int)code, reply!["error"]!.GetValue<string>()));
        Assert.Contains(detail, reply["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
