using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>What a rule says comes about, as the customer's program sees it.</summary>
public sealed class RulesOverHttp
{
    [Fact]
    public async Task A_rule_answers_at_once_and_the_books_are_right_to_the_last_nano_dollar()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "kind": "Text" }, "then": { "answer": "four" } }""");
        var id = await bed.Accepted();
        Assert.Equal("OK|four", await bed.Result(id));

        var captcha = bed.Captcha(id);
        var paid = await bed.Store.Balance(AccountId.Of(captcha.Solution!.Worker));
        Assert.Equal(captcha.Quote.Rate, paid);
        Assert.Equal(Money.FromDollars(10_000) - captcha.Quote.Price, await bed.Store.Balance(AccountId.Of(captcha.Customer)));
        Assert.Equal(Money.Zero, await bed.Store.Balance(AccountId.Held(captcha.Customer)));
        Assert.Equal(0, bed.Store.Balances().Sum(b => b.Amount.Nanos));
    }

    [Fact]
    public async Task Rules_tell_submissions_apart_by_kind_parameters_and_key()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "kind": "Grid" }, "then": { "answer": [1] } }""");
        await bed.Rule("""{ "match": { "parameters": { "textcaptcha": "2 + 3?" } }, "then": { "answer": "five" } }""");
        await bed.Rule("""{ "match": { "key": "ffffffffffffffffffffffffffffffff" }, "then": { "answer": "theirs" } }""");
        Assert.Equal("OK|five", await bed.Result(await bed.Accepted("2 + 3?")));
        Assert.Equal("OK|sandbox", await bed.Result(await bed.Accepted("2 + 2?")));
        var key = new string('f', 32);
        var theirs = await bed.Submit(key: key);
        Assert.Equal("OK|theirs", await bed.Result(theirs[3..], key));
        Assert.Equal("ERROR_WRONG_CAPTCHA_ID", await bed.Result(theirs[3..])); // another key is another customer
    }

    [Fact]
    public async Task Rules_tell_images_apart()
    {
        await using var bed = await Bed.Start();
        await bed.Rule($$"""{ "match": { "imageSha256": "{{Pictures.Hash(1)}}" }, "then": { "answer": "first" } }""");
        await bed.Rule($$"""{ "match": { "imageSha256": "{{Pictures.Hash(2).ToUpperInvariant()}}" }, "then": { "answer": "second" } }""");
        foreach (var (picture, answer) in ((int, string)[])[(2, "second"), (1, "first"), (3, "sandbox")])
        {
            var reply = await bed.Form("in.php", ("key", Bed.Key), ("method", "base64"), ("body", Convert.ToBase64String(Pictures.Png(picture))));
            Assert.Equal("OK|" + answer, await bed.Result(reply[3..]));
        }
    }

    [Fact]
    public async Task A_rule_counts_as_often_as_it_says_and_then_the_next_one_does()
    {
        await using var bed = await Bed.Start();
        var once = await bed.Rule("""{ "name": "once", "then": { "answer": "first" }, "times": 1 }""");
        await bed.Rule("""{ "then": { "answer": "then" } }""");
        Assert.Equal("OK|first", await bed.Result(await bed.Accepted()));
        Assert.Equal("OK|then", await bed.Result(await bed.Accepted()));
        var (_, shown) = await bed.Tell(HttpMethod.Get, $"rules/{once}");
        Assert.Equal((0, 1, "once"), (shown!["timesLeft"]!.GetValue<int>(), shown["times"]!.GetValue<int>(), shown["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Time_passes_when_it_is_told_to()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "late", "delaySeconds": 40 } }""");
        var id = await bed.Accepted();
        await bed.Advance(39);
        Assert.Equal("CAPCHA_NOT_READY", await bed.Result(id));
        await bed.Advance(1);
        Assert.Equal("OK|late", await bed.Result(id));
    }

    [Fact]
    public async Task What_takes_longer_than_a_captcha_lives_ends_unsolved_and_costs_nothing()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "delaySeconds": 600 } }""");
        var id = await bed.Accepted();
        await bed.Advance(90);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(id));
        Assert.Equal(Money.FromDollars(10_000), await bed.Store.Balance(AccountId.Of(bed.Captcha(id).Customer)));
    }

    [Fact]
    public async Task Who_waits_for_the_answer_gets_it_when_time_is_set_forward()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "late", "delaySeconds": 10 } }""");
        var id = await bed.Accepted();
        var waiting = bed.Http.GetStringAsync(new Uri($"res.php?key={Bed.Key}&action=get&id={id}&wait=25", UriKind.Relative));
        await bed.Advance(10);
        Assert.Equal("OK|late", await waiting);
    }

    [Fact]
    public async Task An_unsolvable_captcha_is_so_at_once_or_after_its_time()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "unsolvable": true }, "times": 1 }""");
        await bed.Rule("""{ "then": { "unsolvable": true, "delaySeconds": 5 } }""");
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(await bed.Accepted()));
        var later = await bed.Accepted();
        Assert.Equal("CAPCHA_NOT_READY", await bed.Result(later));
        await bed.Advance(5);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(later));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_given_is_told_in_the_log()
    {
        await using var bed = await Bed.Start();
        var rule = await bed.Rule("""{ "then": { "answer": [4] } }""");
        var id = await bed.Accepted();
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(id));
        var (_, log) = await bed.Tell(HttpMethod.Get, "requests");
        var entry = log!["requests"]![0]!;
        Assert.Contains("is written differently for Text: a text", entry["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(rule, entry["rule"]!.GetValue<long>());
    }

    [Fact]
    public async Task Rules_are_listed_and_removed()
    {
        await using var bed = await Bed.Start();
        var first = await bed.Rule("""{ "then": { "answer": "a" } }""");
        var second = await bed.Rule("""{ "then": { "answer": "b" } }""");
        Assert.Equal(HttpStatusCode.NoContent, (await bed.Tell(HttpMethod.Delete, $"rules/{first}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bed.Tell(HttpMethod.Delete, $"rules/{first}")).Status);
        var (_, list) = await bed.Tell(HttpMethod.Get, "rules");
        Assert.Equal(second, Assert.Single(list!["rules"]!.AsArray())!["id"]!.GetValue<long>());
        await bed.Tell(HttpMethod.Delete, "rules");
        Assert.Empty((await bed.Tell(HttpMethod.Get, "rules")).Reply!["rules"]!.AsArray());
    }

    [Fact]
    public async Task A_repeated_submission_is_not_played_twice()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "first" }, "times": 1 }""");
        var id = await bed.Accepted(more: ("idempotencyKey", "a"));
        Assert.Equal(id, await bed.Accepted(more: ("idempotencyKey", "a")));
        Assert.Equal("OK|first", await bed.Result(id));
        Assert.Single(bed.Store.Captchas());
    }

    [Theory]
    [InlineData("ImageText", "AbCd")]
    [InlineData("FunCaptcha", "a-token-that-is-long-enough|r=nowhere")]
    public async Task The_second_version_is_scripted_by_the_same_rules(string kind, string answer)
    {
        await using var bed = await Bed.Start();
        await bed.Rule($$"""{ "match": { "kind": "{{kind}}" }, "then": { "answer": "{{answer}}" } }""");
        var task = Enum.Parse<Kind>(kind) == Kind.ImageText ? Orders.Image() : Orders.FunCaptcha();
        var taken = await bed.Json("createTask", Orders.Of(task));
        var result = await bed.Json("getTaskResult", new() { ["clientKey"] = Bed.Key, ["taskId"] = taken["taskId"]!.GetValue<long>() });
        Assert.Equal("ready", result["status"]!.GetValue<string>());
        Assert.Equal(answer, (result["solution"]!["text"] ?? result["solution"]!["token"])!.GetValue<string>());
    }

    [Fact]
    public async Task What_a_task_says_is_matched_as_if_it_stood_beside_it()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "parameters": { "comment": "What colour?", "softId": 7 } }, "then": { "answer": "blue" } }""");
        var order = Orders.Of(new() { ["type"] = "TextCaptchaTask", ["comment"] = "What colour?" });
        order["softId"] = 7;
        var taken = await bed.Json("createTask", order);
        var result = await bed.Json("getTaskResult", new() { ["clientKey"] = Bed.Key, ["taskId"] = taken["taskId"]!.GetValue<long>() });
        Assert.Equal("blue", result["solution"]!["text"]!.GetValue<string>());
    }
}
