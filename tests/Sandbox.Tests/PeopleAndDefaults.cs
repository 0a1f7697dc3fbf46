using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Who answers: the script, people in the portal, or nobody. And who may ask: everybody.</summary>
public sealed class PeopleAndDefaults
{
    [Fact]
    public async Task Nobody_is_offered_what_the_script_answers()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "four", "delaySeconds": 30 } }""");
        var id = await bed.Accepted();
        Assert.Null(await bed.Offered());
        await bed.Advance(20); // captchas look again now and then whether they still stand in a queue
        Assert.Null(await bed.Offered());
        await bed.Advance(10);
        Assert.Equal("OK|four", await bed.Result(id));
    }

    [Fact]
    public async Task People_answer_where_a_rule_leaves_it_to_them()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "parameters": { "textcaptcha": "hard" } }, "then": { "human": true } }""");
        var id = await bed.Accepted("hard");
        Assert.Equal("CAPCHA_NOT_READY", await bed.Result(id));
        var assignment = await bed.Offered();
        Assert.Equal("hard", assignment!.Request.Instruction);
        await bed.Answer(assignment, "forty two");
        Assert.Equal("OK|forty two", await bed.Result(id));
        Assert.Equal(bed.Captcha(id).Quote.Rate, await bed.Store.Balance(AccountId.Of(assignment.Id.Worker)));
    }

    [Fact]
    public async Task Without_a_rule_it_happens_what_is_usual()
    {
        await using var bed = await Bed.Start();
        Assert.Equal("OK|sandbox", await bed.Result(await bed.Accepted()));
        await bed.Tell(HttpMethod.Put, "default", """{ "then": "unsolvable" }""");
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(await bed.Accepted()));
        await bed.Tell(HttpMethod.Post, "default", """{ "then": "human" }""");
        Assert.Equal("human", (await bed.Tell(HttpMethod.Get, "default")).Reply!["then"]!.GetValue<string>());
        var id = await bed.Accepted();
        await bed.Answer((await bed.Offered())!, "by hand");
        Assert.Equal("OK|by hand", await bed.Result(id));
        await bed.Rule("""{ "then": { "answer": "by rule" } }""");
        Assert.Equal("OK|by rule", await bed.Result(await bed.Accepted()));
    }

    [Fact]
    public async Task Every_kind_has_a_usual_answer_that_fits_it()
    {
        Assert.All(Enum.GetValues<Kind>(), kind =>
        {
            var request = new CaptchaRequest(kind)
            {
                Grid = new GridShape(3, 3, false, null, null),
                Clicks = new ClickRange(2, 4),
                Rotation = new Rotation(30, 3),
                Token = new TokenTask("https://demo.test/", "a key"),
                Numeric = NumericRule.DigitsAndLetters,
                MinLength = 9,
                MaxLength = 9,
                ImageWidth = 30,
                ImageHeight = 20,
            };
            Assert.Null(AnswerForm.Check(request, DefaultAnswers.Of(request)).Flaw);
        });
        await using var bed = await Bed.Start();
        var taken = await bed.Json("createTask", Orders.Of(Orders.FunCaptcha())); // of a domain that nobody authorised
        Assert.Equal(0, taken["errorId"]!.GetValue<int>());
    }

    [Fact]
    public async Task Any_key_is_good_and_rich_if_it_is_one()
    {
        await using var bed = await Bed.Start();
        foreach (var key in (string[])[new('0', 32), new('a', 32), "DEADBEEFdeadbeefDEADBEEFdeadbeef"])
            Assert.Equal("10000.00", await bed.Form("res.php", ("key", key), ("action", "getbalance")));
        Assert.Equal("ERROR_WRONG_USER_KEY", await bed.Submit(key: "short"));
        Assert.Equal("ERROR_WRONG_USER_KEY", await bed.Form("res.php", ("action", "getbalance")));
        Assert.Equal(1, (await bed.Json("getBalance", new() { ["clientKey"] = "no" }))["errorId"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_malformed_is_refused_as_everywhere()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "whatever it is" } }""");
        Assert.Equal("ERROR_UPLOAD", await bed.Form("in.php", ("key", Bed.Key), ("method", "post")));
        Assert.Equal("ERROR_BAD_PARAMETERS", await bed.Form("in.php", ("key", Bed.Key), ("method", "unheard of")));
        Assert.Equal("ERROR_EMPTY_ACTION", await bed.Form("res.php", ("key", Bed.Key)));
        Assert.Empty(bed.Store.Captchas());
    }

    [Fact]
    public async Task Nobody_is_slowed_down()
    {
        await using var bed = await Bed.Start();
        for (var i = 0; i < 100; i++) Assert.StartsWith("OK|", await bed.Submit(), StringComparison.Ordinal);
        using var reply = await bed.Http.GetAsync(new Uri("sandbox/v1/nonsense", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }
}
