using System.Globalization;
using System.Net;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.Training;

namespace CaptchaGrains.Portal.Tests;

/// <summary>The pages of the training in a browser without scripts.</summary>
public sealed class TrainingPageTests
{
    [Fact]
    public async Task A_new_worker_is_led_to_the_training_and_passes_it_with_forms_alone()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        var (work, _) = await browser.Get("/work");
        Assert.Equal((HttpStatusCode.Found, "/training"), (work.StatusCode, work.Headers.Location?.OriginalString));
        Assert.Contains("Begin part one", (await browser.Get("/training")).Html, StringComparison.Ordinal);

        await Pass(host, browser, worker, "one");
        await Pass(host, browser, worker, "exam");

        var (end, html) = await browser.Get("/training/exam");
        Assert.Equal(HttpStatusCode.OK, end.StatusCode);
        Assert.Contains("You have passed", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/work")).Response.StatusCode);
    }

    [Fact]
    public async Task In_Spanish_every_task_of_both_parts_is_asked_for_in_Spanish_and_has_the_same_answer()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var browser = new PlainBrowser(host);
        browser.Speak("es");
        var worker = await Register(host, browser);
        foreach (var part in (string[])["one", "exam"])
        {
            await browser.Post("/training?handler=Begin", ("part", part), await Token(browser));
            while ((await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Status == TrainingRunStatus.Open)
            {
                Assert.Empty(EnglishSentences.In((await browser.Get($"/training/{part}")).Html));
                await Answer(host, browser, worker, part);
            }
        }
        Assert.Contains("Aprobaste", (await browser.Get("/training/exam")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_instruction_of_a_task_of_the_product_stands_in_every_language() => Assert.All(
        ShippedTasks.All.Where(t => t.Request.Instruction is not null), task => Assert.All(Language.All.Remove(Language.English), language =>
        {
            var instruction = ShippedTasks.Instruction(task.Id, language.Code);
            Assert.False(string.IsNullOrWhiteSpace(instruction));
            Assert.NotEqual(task.Request.Instruction, instruction);
        }));

    [Fact]
    public void The_instruction_of_a_task_that_an_operator_added_stays_as_he_typed_it()
    {
        var task = ShippedTasks.All.First(t => t.Sort == TrainingSort.Points);
        var own = task with { Id = new TrainingTaskId(TrainingTaskId.FirstOwn + 1), Request = task.Request with { Instruction = "Click on the duck." } };
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = Language.Spanish.Culture;
        try { Assert.Equal(("Click on the duck.", ShippedTasks.Instruction(task.Id, "es")), (SortTexts.Ask(own), SortTexts.Ask(task))); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    [Fact]
    public async Task A_page_of_the_exam_tells_nothing_of_the_answer_and_a_mistake_shows_it()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        await Pass(host, browser, worker, "one");
        await browser.Post("/training?handler=Begin", ("part", "exam"), await Token(browser));
        for (var n = 0; n < 15; n++)
        {
            var asked = await host.Asked(worker);
            var (_, html) = await browser.Get("/training/exam");
            Assert.DoesNotContain($"{asked.Id}.png", html, StringComparison.Ordinal);
            Assert.DoesNotContain("training-truth", html, StringComparison.Ordinal);
            if (asked.Sort != TrainingSort.Question && asked.Truth.Length > 2) Assert.DoesNotContain($">{asked.Truth}<", html, StringComparison.Ordinal);
            await Answer(host, browser, worker, "exam");
        }
        var last = await host.Asked(worker);
        await Send(host, browser, worker, "exam", ("Answer", "certainly wrong"));
        var (_, failed) = await browser.Get("/training/exam");
        Assert.Contains("Not this time", failed, StringComparison.Ordinal);
        Assert.Contains(last.Truth, failed, StringComparison.Ordinal);
        Assert.Contains("certainly wrong", failed, StringComparison.Ordinal);
        Assert.Contains("15 of 16", failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clicks_on_the_image_are_kept_in_the_form_and_can_be_taken_back()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        await browser.Post("/training?handler=Begin", ("part", "one"), await Token(browser));
        while ((await host.Asked(worker)).Sort != TrainingSort.Points) await Answer(host, browser, worker, "one");

        var token = await Token(browser, "/training/one");
        var (_, one) = await browser.Post("/training/one?handler=Point", ("At.x", "31"), ("At.y", "59"), token);
        Assert.Contains("value=\"31,59\"", one, StringComparison.Ordinal);
        var (_, two) = await browser.Post("/training/one?handler=Point", ("Points", "31,59"), ("At.x", "70"), ("At.y", "12"), token);
        Assert.Contains("value=\"31,59;70,12\"", two, StringComparison.Ordinal);
        Assert.Contains("<circle cx=\"70\" cy=\"12\"", two, StringComparison.Ordinal);
        var (_, back) = await browser.Post("/training/one?handler=Undo", ("Points", "31,59;70,12"), token);
        Assert.Contains("value=\"31,59\"", back, StringComparison.Ordinal);
        var (_, key) = await browser.Post("/training/one?handler=Point", ("Points", "31,59"), ("At.x", "0"), ("At.y", "0"), token);
        Assert.Contains("value=\"31,59\"", key, StringComparison.Ordinal);
        Assert.Equal(6, (await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Position);
    }

    [Fact]
    public async Task A_malformed_answer_and_an_old_page_cost_nothing()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        await browser.Post("/training?handler=Begin", ("part", "one"), await Token(browser));

        var (empty, html) = await Send(host, browser, worker, "one", ("Answer", "  "));
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        Assert.Contains("There is no answer yet.", html, StringComparison.Ordinal);
        var (_, old) = await browser.Post("/training/one", ("RunNumber", "9"), ("Task", "1"), ("Answer", "x"), await Token(browser, "/training/one"));
        Assert.Contains("out of date", old, StringComparison.Ordinal);
        var (_, ahead) = await browser.Post("/training/one", ("RunNumber", "1"), ("Task", "5"), ("Answer", "x"), await Token(browser, "/training/one"));
        Assert.Contains("out of date", ahead, StringComparison.Ordinal);
        var (_, junk) = await browser.Post("/training/one", ("RunNumber", "x"), ("Task", "-7"), ("Squares", "many"), await Token(browser, "/training/one"));
        Assert.Contains("out of date", junk, StringComparison.Ordinal);
        Assert.Equal(1, (await host.Store.FindTraining(new WorkerId(worker)))!.Version);
        Assert.Equal("/training", (await browser.Get("/training/exam")).Response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/training/two")).Response.StatusCode);

        await browser.Post("/training?handler=StartOver", await Token(browser));
        Assert.Null((await host.Store.FindTraining(new WorkerId(worker)))!.Run);
    }

    [Fact]
    public async Task Without_a_sign_in_or_a_token_of_the_form_nothing_happens()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        using var stranger = new PlainBrowser(host);
        Assert.StartsWith("/signin", (await stranger.Get("/training")).Response.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        using var browser = new PlainBrowser(host);
        var worker = await Register(host, browser);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/training?handler=Begin", ("part", "one"))).Response.StatusCode);
        Assert.Null(await host.Store.FindTraining(new WorkerId(worker)));
    }

    private static async Task<long> Register(PortalHost host, PlainBrowser browser)
    {
        await browser.Register();
        return (await host.Store.FindPersonByEmail("ADA@EXAMPLE.ORG"))!.Id;
    }

    private static async Task Pass(PortalHost host, PlainBrowser browser, long worker, string part)
    {
        await browser.Post("/training?handler=Begin", ("part", part), await Token(browser));
        while ((await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Status == TrainingRunStatus.Open) await Answer(host, browser, worker, part);
    }

    private static async Task Answer(PortalHost host, PlainBrowser browser, long worker, string part)
    {
        var task = await host.Asked(worker);
        (string, string)[] fields = task.Sort switch
        {
            TrainingSort.Squares => [.. task.Truth.Split(',').Select(s => ("Squares", s))],
            TrainingSort.SquareNumbers => [("Answer", task.Truth.Replace(",", "", StringComparison.Ordinal))],
            TrainingSort.Points => [("Points", task.Truth)],
            _ => [("Answer", task.Truth)],
        };
        var (response, _) = await Send(host, browser, worker, part, fields);
        Assert.Equal($"/training/{part}", response.Headers.Location?.OriginalString);
    }

    private static async Task<(HttpResponseMessage Response, string Html)> Send(PortalHost host, PlainBrowser browser, long worker, string part, params (string, string)[] fields)
    {
        var run = (await host.Store.FindTraining(new WorkerId(worker)))!.Run!;
        return await browser.Post($"/training/{part}",
            [.. fields, ("RunNumber", $"{run.Number}"), ("Task", $"{run.Position + 1}"), await Token(browser, $"/training/{part}")]);
    }

    private static async Task<(string, string)> Token(PlainBrowser browser, string page = "/training") =>
        ("__RequestVerificationToken", PlainBrowser.Token((await browser.Get(page)).Html));
}
