using System.Net;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What workers' programs get of each kind, and how they write its answer.</summary>
public sealed class AnswersOfEveryKind
{
    private static readonly StoredImage Picture = new("image/png", [.. new byte[200]]);
    private static readonly StoredImage Sound = new("audio/mpeg", [.. new byte[1024 * 1024]]);

    private static readonly CaptchaRequest Grid = new(Kind.Grid)
    {
        Grid = new GridShape(3, 4, CanNoAnswer: true, PreviousId: 17, ImageType: "recaptcha"),
        Clicks = new ClickRange(1, 0),
        Instruction = "Squares with boats",
        SoftwareId = 4711,
        CallbackUrl = "https://customer.example/secret-callback",
        Domain = "customer.example",
    };

    private static readonly CaptchaRequest Points = new(Kind.Coordinates) { ImageWidth = 200, ImageHeight = 100, Clicks = new ClickRange(2, 3) };

    private static readonly CaptchaRequest Token = new(Kind.RecaptchaV3)
    {
        Token = new TokenTask("https://demo.test/login", "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-")
        {
            Action = "login",
            MinScore = 0.3m,
            Invisible = true,
            Enterprise = true,
            Parameters = """{"data-s":"abc","cookies":"a=b"}""",
        },
    };

    [Fact]
    public async Task A_grid_says_its_shape_and_nothing_of_the_customer()
    {
        await using var host = await PortalHost.Start();
        await host.Submit(Grid, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);

        var assignment = await worker.Next("Grid");

        Assert.Equal("""{"rows":3,"columns":4,"minClicks":1,"canNoAnswer":true}""", assignment.GetProperty("constraints").GetRawText());
        Assert.Equal("Squares with boats", assignment.GetProperty("instruction").GetString());
        Assert.Equal(200, (await worker.Http.GetByteArrayAsync(assignment.GetProperty("imageUrl").GetString())).Length);
        foreach (var secret in new[] { "4711", "callback", "customer", "recaptcha" })
            Assert.DoesNotContain(secret, assignment.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.False(assignment.TryGetProperty("token", out _));
        Assert.False(assignment.TryGetProperty("audioUrl", out _));
    }

    [Fact]
    public async Task Clicks_and_steps_are_said()
    {
        await using var host = await PortalHost.Start();
        await host.Submit(Points, new CaptchaImages(Picture, null));
        await host.Submit(new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(15, 1) }, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);
        using var other = await SignIn(host, "bob@example.org");

        Assert.Equal("""{"minClicks":2,"maxClicks":3}""", (await worker.Next("Coordinates")).GetProperty("constraints").GetRawText());
        var rotate = await other.Next("Rotate");
        Assert.Equal("""{"angleStep":15}""", rotate.GetProperty("constraints").GetRawText());
        Assert.False(rotate.TryGetProperty("moreImageUrls", out _));
    }

    [Fact]
    public async Task All_images_of_a_rotation_can_be_fetched_and_no_more()
    {
        await using var host = await PortalHost.Start();
        var images = new CaptchaImages(Picture, null) { More = [.. Enumerable.Range(2, 8).Select(n => new StoredImage("image/gif", [(byte)n]))] };
        await host.Submit(new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(40, 9) }, images);
        using var worker = await SignIn(host);

        var assignment = await worker.Next("Rotate");

        var more = assignment.GetProperty("moreImageUrls").EnumerateArray().Select(u => u.GetString()!).ToList();
        Assert.Equal(8, more.Count);
        for (var i = 0; i < more.Count; i++) Assert.Equal([(byte)(i + 2)], await worker.Http.GetByteArrayAsync(more[i]));
        var id = assignment.GetProperty("assignmentId").GetString();
        Assert.Equal(200, (await worker.Http.GetByteArrayAsync($"/worker/v1/assignments/{id}/image?n=1")).Length);
        foreach (var n in new[] { "0", "10", "-1", "x", "99999999999" })
            (await worker.Get($"assignments/{id}/image?n={n}")).IsProblem(404, "no_such_image");
    }

    [Fact]
    public async Task A_recording_of_a_megabyte_arrives_as_sound()
    {
        await using var host = await PortalHost.Start();
        await host.Submit(new CaptchaRequest(Kind.Audio) { Language = "en" }, new CaptchaImages(Sound, null));
        using var worker = await SignIn(host);

        var assignment = await worker.Next("Audio");

        Assert.Equal("""{"language":"en"}""", assignment.GetProperty("constraints").GetRawText());
        Assert.Equal(assignment.GetProperty("imageUrl").GetString(), assignment.GetProperty("audioUrl").GetString());
        using var sound = await worker.Http.GetAsync(assignment.GetProperty("audioUrl").GetString());
        Assert.Equal("audio/mpeg", sound.Content.Headers.ContentType!.ToString());
        Assert.Equal(1024 * 1024, (await sound.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_token_task_has_all_that_its_page_needs()
    {
        await using var host = await PortalHost.Start();
        await host.Submit(Token, CaptchaImages.None);
        using var worker = await SignIn(host);

        var assignment = await worker.Next("RecaptchaV3");

        Assert.Equal(
            """{"pageUrl":"https://demo.test/login","siteKey":"6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-","action":"login","minScore":0.3,"invisible":true,"enterprise":true,"data":{"data-s":"abc","cookies":"a=b"}}""",
            assignment.GetProperty("token").GetRawText());
        Assert.False(assignment.TryGetProperty("imageUrl", out _));
    }

    [Theory]
    [InlineData("\"twenty one\"", "twenty one")]
    [InlineData("21", "21")]
    public Task A_question_is_answered_with_a_text(string json, string kept) =>
        Answers(new CaptchaRequest(Kind.Text) { Instruction = "What is 7 times 3?" }, json, kept);

    [Theory]
    [InlineData("[5]", "5")]
    [InlineData("[9, 1, 5]", "1,5,9")]
    [InlineData("[]", "none")]
    public Task A_grid_is_answered_with_numbers(string json, string kept) => Answers(Grid, json, kept);

    [Theory]
    [InlineData("""[{"x": 70, "y": 12}, {"x": 31, "y": 59}]""", "70,12;31,59")]
    [InlineData("""[{"y": 0, "x": 199, "z": 1}, {"x": 0, "y": 99}, {"x": 5, "y": 5}]""", "199,0;0,99;5,5")]
    public Task Coordinates_are_answered_with_points(string json, string kept) => Answers(Points, json, kept);

    [Theory]
    [InlineData("40", 1, "40")]
    [InlineData("[-120]", 1, "-120")]
    [InlineData("[40, 200, -120]", 3, "40|200|-120")]
    public Task A_rotation_is_answered_with_degrees(string json, int images, string kept) =>
        Answers(new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(40, images) }, json, kept);

    [Fact]
    public Task A_token_task_is_answered_with_the_token() => Answers(Token, "\"03AFcWeA-_xxxxxxxxxxxxxxxx\"", "03AFcWeA-_xxxxxxxxxxxxxxxx");

    [Theory]
    [InlineData(Kind.Grid, "\"1,5\"", "not_squares")]
    [InlineData(Kind.Grid, "5", "not_squares")]
    [InlineData(Kind.Grid, "[1.5]", "not_squares")]
    [InlineData(Kind.Grid, "[\"1\"]", "not_squares")]
    [InlineData(Kind.Grid, "[99999999999]", "not_squares")]
    [InlineData(Kind.Grid, "[13]", "out_of_range")]
    [InlineData(Kind.Grid, "[1, 1]", "duplicate")]
    [InlineData(Kind.Coordinates, "{\"x\": 1, \"y\": 2}", "not_points")]
    [InlineData(Kind.Coordinates, "[[1, 2]]", "not_points")]
    [InlineData(Kind.Coordinates, "[{\"x\": 1}]", "not_points")]
    [InlineData(Kind.Coordinates, "[{\"x\": 1.5, \"y\": 2}]", "not_points")]
    [InlineData(Kind.Coordinates, "[]", "empty")]
    [InlineData(Kind.Coordinates, "[{\"x\": 1, \"y\": 2}]", "too_few")]
    [InlineData(Kind.Coordinates, "[{\"x\": 1, \"y\": 2}, {\"x\": 200, \"y\": 2}]", "out_of_range")]
    [InlineData(Kind.RecaptchaV3, "12345678901234567890", "not_token")]
    [InlineData(Kind.RecaptchaV3, "[\"03AFcWeA-_xxxxxxxxxxxxxxxx\"]", "not_token")]
    [InlineData(Kind.RecaptchaV3, "null", "not_token")]
    [InlineData(Kind.RecaptchaV3, "\"short\"", "too_short")]
    [InlineData(Kind.RecaptchaV3, "\"03AFcWeA xxxxxxxxxxxxxxxxxxx\"", "not_a_token")]
    public async Task An_answer_of_another_form_is_refused_with_its_reason_and_the_lease_goes_on(Kind kind, string json, string reason)
    {
        var request = kind switch { Kind.Grid => Grid, Kind.Coordinates => Points, _ => Token };
        await using var host = await PortalHost.Start();
        var id = await host.Submit(request, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);
        await worker.Next(kind.ToString());

        var refused = await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", $$"""{"answer": {{json}}}""");

        refused.IsProblem(422, "malformed_answer");
        Assert.Equal(reason, refused.Text("reason"));
        Assert.Equal($"{id}-{worker.Id}", (await worker.Next()).GetProperty("assignmentId").GetString());
    }

    [Fact]
    public async Task What_is_malformed_is_told_only_to_the_one_whose_captcha_it_is()
    {
        await using var host = await PortalHost.Start();
        var id = await host.Submit(Grid, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);

        (await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", """{"answer": "x"}""")).IsProblem(404, "no_such_assignment");
        (await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", """{"answer": [1]}""")).IsProblem(404, "no_such_assignment");
    }

    [Fact]
    public async Task The_kinds_that_are_wanted_hold_for_what_follows_an_answer_or_a_skip()
    {
        await using var host = await PortalHost.Start();
        var first = await host.Submit(Grid, new CaptchaImages(Picture, null));
        await host.Submit(PortalHost.Plain, new CaptchaImages(Picture, null));
        var second = await host.Submit(Grid, new CaptchaImages(Picture, null));
        var third = await host.Submit(Grid, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);
        string[] kinds = ["Grid"];
        await worker.Next("Grid");

        var answered = await worker.Post($"assignments/{first}-{worker.Id}/answer", new { answer = new[] { 1 }, next = true, kinds });
        Assert.Equal($"{second}-{worker.Id}", answered.Body.GetProperty("next").GetProperty("assignmentId").GetString());
        var skipped = await worker.Post($"assignments/{second}-{worker.Id}/skip", new { reason = "other", next = true, kinds });
        Assert.Equal($"{third}-{worker.Id}", skipped.Body.GetProperty("next").GetProperty("assignmentId").GetString());

        foreach (var wrong in new object[] { Array.Empty<string>(), new[] { "Sudoku" }, new[] { "3" } })
        {
            (await worker.Post($"assignments/{third}-{worker.Id}/answer", new { answer = new[] { 1 }, kinds = wrong })).IsProblem(422, "out_of_range");
            (await worker.Post($"assignments/{third}-{worker.Id}/skip", new { reason = "other", kinds = wrong })).IsProblem(422, "out_of_range");
        }
    }

    private static async Task Answers(CaptchaRequest request, string json, string kept)
    {
        await using var host = await PortalHost.Start();
        var id = await host.Submit(request, new CaptchaImages(Picture, null));
        using var worker = await SignIn(host);
        await worker.Next(request.Kind.ToString());

        var first = await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", $$"""{"answer": {{json}}}""");
        var again = await worker.PostRaw($"assignments/{id}-{worker.Id}/answer", $$"""{"answer": {{json}}}""");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal(kept, (await host.Read(id)).Answer);
    }

    private static Task<WorkerClient> SignIn(PortalHost host, string email = "ada@example.org") =>
        WorkerClient.SignIn(host, email, Enum.GetValues<Kind>());
}
