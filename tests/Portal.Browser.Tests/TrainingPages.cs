using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>A new worker's way through training and exam.</summary>
public sealed class TrainingPages(Browser browser)
{
    private const string Email = "ada@example.org";

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_worker_trains_fails_the_exam_sees_what_was_expected_and_passes_the_next_one(Device device)
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        await using var visit = await browser.Open(host.Address, device);
        var page = visit.Page;
        var worker = await Register(host, visit);
        await visit.Shoot("training");

        await page.GetByRole(AriaRole.Button, new() { Name = "Begin part one" }).ClickAsync();
        await Walk(host, visit, worker, "one", async sort =>
        {
            if (sort is TrainingSort.Text or TrainingSort.Squares or TrainingSort.SquareNumbers or TrainingSort.Points) await visit.Shoot($"training-{Name(sort)}");
        });
        await Expect(page.Locator("h1")).ToHaveTextAsync("Part one is done");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the exam" }).ClickAsync();
        await Expect(page.Locator(".training-steps")).ToContainTextAsync("Task 1 of 16");
        await Expect(page.Locator(".training-truth")).ToHaveCountAsync(0);
        while ((await host.Asked(worker)).Sort != TrainingSort.Points) await Answer(host, visit, worker, "exam");
        await page.Locator("input[type=image]").ClickAsync(new() { Position = new() { X = 3, Y = 3 } });
        await Submit(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Not this time");
        await Expect(page.Locator(".training-result circle").First).ToBeAttachedAsync();
        await visit.Shoot("training-failed");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take the exam again" }).ClickAsync();
        await Walk(host, visit, worker, "exam", _ => Task.CompletedTask);
        await Expect(page.Locator("h1")).ToHaveTextAsync("You have passed");
        await visit.Shoot("training-passed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start working" }).ClickAsync();
        await page.WaitForURLAsync("**/work");
        await visit.SeesState("waiting");
        var view = await host.Marketplace.Actors.Worker(new WorkerId(worker)).View();
        Assert.Equal(Enum.GetValues<Kind>(), view.Profile!.Kinds);
        await page.GotoAsync("/training");
        await visit.Shoot("training-trained");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        await using var visit = await browser.Open(host.Address);
        var page = visit.Page;
        var worker = await Register(host, visit);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin part one" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        for (var position = 0; position < 8; position++)
        {
            await Expect(page.Locator(".training-steps")).ToContainTextAsync($"Task {position + 1} of 8");
            var task = await host.Asked(worker);
            switch (task.Sort)
            {
                case TrainingSort.Squares:
                    foreach (var square in task.Truth.Split(',')) await page.Keyboard.PressAsync(square);
                    await Expect(page.Locator(".training-row :checked")).ToHaveCountAsync(task.Truth.Split(',').Length);
                    await page.Keyboard.PressAsync("Enter");
                    break;
                case TrainingSort.Points:
                    await PointByKeys(page, task);
                    break;
                default:
                    await Expect(page.Locator("#answer")).ToBeFocusedAsync();
                    await page.Keyboard.TypeAsync(task.Truth);
                    await page.Keyboard.PressAsync("Enter");
                    break;
            }
        }
        await Expect(page.Locator("h1")).ToHaveTextAsync("Part one is done");
    }

    [Fact]
    public async Task A_reload_and_another_day_find_the_run_where_it_was_and_start_over_begins_anew()
    {
        await using var host = await PortalHost.Start(trainFirst: true);
        await using var visit = await browser.Open(host.Address);
        var page = visit.Page;
        var worker = await Register(host, visit);
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin part one" }).ClickAsync();
        await Answer(host, visit, worker, "one");
        await page.ReloadAsync();
        await Expect(page.Locator(".training-steps")).ToContainTextAsync("Task 2 of 8");
        await page.GotoAsync("/training");
        await Expect(page.Locator(".badge").First).ToHaveTextAsync("1 of 8 done");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.Locator(".training-steps")).ToContainTextAsync("Task 2 of 8");
        await page.GotoAsync("/training");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Expect(page.Locator(".badge").First).ToHaveTextAsync("Not begun");
    }

    private static async Task<long> Register(PortalHost host, Visit visit)
    {
        await visit.Page.GotoAsync("/register");
        await visit.Page.FillAsync("#email", Email);
        await visit.Page.FillAsync("#password", Visit.Password);
        await visit.Page.ClickAsync("form.form button[type=submit]");
        await visit.Page.WaitForURLAsync("**/training");
        return (await host.Store.FindPersonByEmail(Email.ToUpperInvariant()))!.Id;
    }

    private static async Task Walk(PortalHost host, Visit visit, long worker, string part, Func<TrainingSort, Task> look)
    {
        await Expect(visit.Page.Locator(".training-steps")).ToContainTextAsync("Task 1 of");
        while ((await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Status == TrainingRunStatus.Open)
        {
            await look((await host.Asked(worker)).Sort);
            await Answer(host, visit, worker, part);
        }
    }

    private static async Task Answer(PortalHost host, Visit visit, long worker, string part)
    {
        var page = visit.Page;
        var task = await host.Asked(worker);
        var position = (await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Position;
        switch (task.Sort)
        {
            case TrainingSort.Squares:
                foreach (var square in task.Truth.Split(',')) await page.Locator($"input[value='{square}'][type=checkbox]").CheckAsync();
                break;
            case TrainingSort.SquareNumbers:
                await page.FillAsync("#answer", task.Truth.Replace(",", " ", StringComparison.Ordinal));
                break;
            case TrainingSort.Points:
                await Click(page, task);
                break;
            default:
                await page.FillAsync("#answer", task.Truth);
                break;
        }
        await Submit(page);
        var isLast = position + 1 == (await host.Store.FindTraining(new WorkerId(worker)))!.Run!.Tasks.Length;
        if (isLast) await Expect(page.Locator(".training-result")).ToBeVisibleAsync();
        else await Expect(page.Locator(".training-steps")).ToContainTextAsync($"Task {position + 2} of");
        Assert.EndsWith($"/training/{part}", page.Url, StringComparison.Ordinal);
    }

    /// <summary>Where the image stands on this screen, which may show it smaller than it is.</summary>
    private static async Task Click(IPage page, TrainingTask task)
    {
        var image = page.Locator("input[type=image]");
        var box = (await image.BoundingBoxAsync())!;
        foreach (var point in task.Truth.Split(';').Select(p => p.Split(',').Select(Number).ToArray()))
            await image.ClickAsync(new() { Position = new() { X = point[0] * box.Width / task.Request.ImageWidth, Y = point[1] * box.Height / task.Request.ImageHeight } });
        await Expect(page.Locator("[data-points] .training-marks circle")).ToHaveCountAsync(task.Truth.Split(';').Length);
    }

    private static async Task PointByKeys(IPage page, TrainingTask task)
    {
        await page.Locator("input[type=image]").FocusAsync();
        var (x, y) = (task.Request.ImageWidth / 2, task.Request.ImageHeight / 2);
        await page.Keyboard.PressAsync("Space"); // shows the cross in the middle
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Backspace");
        foreach (var point in task.Truth.Split(';').Select(p => p.Split(',').Select(Number).ToArray()))
        {
            for (; point[0] - x >= 10; x += 10) await page.Keyboard.PressAsync("ArrowRight");
            for (; x - point[0] >= 10; x -= 10) await page.Keyboard.PressAsync("ArrowLeft");
            for (; point[1] - y >= 10; y += 10) await page.Keyboard.PressAsync("ArrowDown");
            for (; y - point[1] >= 10; y -= 10) await page.Keyboard.PressAsync("ArrowUp");
            await page.Keyboard.PressAsync("Space");
        }
        await Expect(page.Locator("[data-points] .training-marks circle")).ToHaveCountAsync(task.Truth.Split(';').Length);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task Submit(IPage page) => page.Locator(".training-task .actions button").ClickAsync();

    private static string Name(TrainingSort sort) => sort switch
    {
        TrainingSort.Text => "text",
        TrainingSort.Squares => "squares",
        TrainingSort.SquareNumbers => "square-numbers",
        _ => "points",
    };

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
