using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Portal.Tests.Moderation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Moderators' pages on every screen, and a case with the keyboard alone.</summary>
public sealed partial class ModeratorScreens(Browser browser)
{
    private static readonly Kind[] Disputed = [Kind.ImageText, Kind.Grid, Kind.Coordinates, Kind.Rotate];

    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task Every_page_of_moderators_fits_its_screen(Device device)
    {
        await using var court = await Court.Open(Disputed);
        using var colleague = await court.Enter("mo");
        await using var visit = await browser.Open(court.Host.Address, device);
        var page = visit.Page;
        await SignIn(court, page);
        await page.GotoAsync("/moderator/appeals");
        await visit.Look("moderator-appeals-none");

        var letters = Enumerable.Range(1, 1_000).Select(n => TextCaptcha.Generate(new Random(n), new TextCaptchaStyle { CaseMatters = true, MinLength = 5 })).First(c => c.Answer.Contains('m'));
        var text = await Dispute(court, new CaptchaRequest(Kind.ImageText) { CaseSensitive = true, MinLength = 4, MaxLength = 8, Instruction = "Type the characters from left to right." },
            [letters.Png], letters.Answer.Replace('m', 'n'), letters.Answer);
        var grid = await Dispute(court, new CaptchaRequest(Kind.Grid) { Instruction = "Click every boat", ImageWidth = 300, ImageHeight = 300, Grid = new GridShape(3, 3, true, null, null) },
            [Pictures.Grid(3, 100, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat)],
            new[] { 1, 5, 6 }, new[] { 1, 5, 9 });
        var points = await Dispute(court, new CaptchaRequest(Kind.Coordinates) { Instruction = "Click the trees, from left to right", ImageWidth = 480, ImageHeight = 240, Clicks = new ClickRange(1, 4) },
            [Pictures.Grid(4, 120, Pictures.Tree, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat, Pictures.Tree, Pictures.House, Pictures.Car)],
            new[] { new { x = 60, y = 60 }, new { x = 300, y = 60 } }, new[] { new { x = 62, y = 58 }, new { x = 180, y = 180 } });
        var turned = await Dispute(court, new CaptchaRequest(Kind.Rotate) { Instruction = "Turn the house upright", Rotation = new Rotation(40, 1) }, [Pictures.Turned(200, -120, Pictures.House)], 40, 120);

        await page.GotoAsync("/moderator");
        await visit.Shoot("moderator-queue");
        foreach (var (id, name) in new[] { (text, "text"), (grid, "squares"), (points, "points"), (turned, "turned") })
        {
            await page.GotoAsync($"/moderator/cases/{id}");
            await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
            await visit.Shoot($"moderator-case-{name}");
        }
        await page.GotoAsync($"/moderator/cases/{await court.Suspend(colleague)}");
        await visit.Shoot("moderator-case-ban");

        var sanction = (await court.Host.Store.SanctionsOf(new WorkerId(court.First.Id), null, 1))[0].Id;
        await court.First.Post($"sanctions/{sanction}/appeal", new { text = "The images came in late that evening, and I guessed. I am sorry, and I have done 4,000 of them well before." });
        await page.GotoAsync($"/moderator/workers/{court.First.Id}");
        await page.Locator(".sanction-evidence summary").First.ClickAsync();
        await visit.Shoot("moderator-worker");
        await page.GotoAsync("/moderator/appeals");
        await visit.Shoot("moderator-appeals");
        await page.GotoAsync($"/moderator/appeals/{sanction}");
        await page.Locator(".sanction-evidence summary").First.ClickAsync();
        await visit.Shoot("moderator-appeal");

        await visit.Context.ClearCookiesAsync();
        await SignIn(page, "first@example.org", "**/work*");
        await page.GotoAsync("/dashboard");
        await page.Locator(".sanction-evidence summary").First.ClickAsync();
        await visit.Shoot("dashboard-sanction");
    }

    [Fact]
    public async Task A_case_is_decided_by_keys_and_the_next_one_opens()
    {
        await using var court = await Court.Open(Disputed);
        await using var visit = await browser.Open(court.Host.Address);
        var page = visit.Page;
        await SignIn(court, page);
        var ids = new List<CaptchaId>();
        for (var n = 0; n < 3; n++) ids.Add(await court.Dispute("abcd", "abce"));
        var grid = await Dispute(court, new CaptchaRequest(Kind.Grid) { Instruction = "Click every boat", ImageWidth = 300, ImageHeight = 300, Grid = new GridShape(3, 3, true, null, null) },
            [Pictures.Grid(3, 100, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat)], new[] { 1 }, new[] { 9 });

        await page.GotoAsync($"/moderator/cases/{ids[0]}");
        await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        await Reaches(page, $"**/moderator/cases/{ids[1]}");
        await page.GotoAsync($"/moderator/cases/{ids[0]}");
        await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("2");
        await Reaches(page, $"**/moderator/cases/{ids[1]}");
        Assert.Equal("abce", (await court.Host.Store.FindReportState(ids[0]))!.Resolution);

        // A key in the box is a letter, and no decision.
        await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("#answer")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("1 2 n");
        await page.Keyboard.PressAsync("Enter");
        await Reaches(page, $"**/moderator/cases/{ids[2]}");
        Assert.Equal("1 2 n", (await court.Host.Store.FindReportState(ids[1]))!.Resolution);

        // Switched off, the keys do nothing, also on the next page.
        await page.Locator("[data-keys] button").ClickAsync();
        await page.Keyboard.PressAsync("1");
        await page.ReloadAsync();
        await Expect(page.Locator("[data-keys] button")).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Keyboard.PressAsync("1");
        Assert.Equal(ReportStatus.AwaitingModerator, (await court.Host.Store.FindReportState(ids[2]))!.Status);
        await page.Locator("[data-keys] button").ClickAsync();
        await page.Keyboard.PressAsync("1");
        await Reaches(page, $"**/moderator/cases/{grid}");
        Assert.Equal(ReportStatus.RightAfterAll, (await court.Host.Store.FindReportState(ids[2]))!.Status);

        // The picture writes what is clicked.
        await Expect(page.Locator(".case-pickable")).ToBeVisibleAsync();
        foreach (var square in new[] { 9, 1, 5, 9 }) await page.Locator($"[data-number=\"{square}\"] > rect").First.ClickAsync();
        await Expect(page.Locator("#answer")).ToHaveValueAsync("1 5");
        await page.Locator("#answer").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(QueuePath());
        Assert.Equal("1,5", (await court.Host.Store.FindReportState(grid))!.Resolution);
    }

    private static async Task<CaptchaId> Dispute(Court court, CaptchaRequest request, byte[][] images, object first, object second)
    {
        var stored = images.Select(i => new StoredImage("image/png", [.. i])).ToList();
        var id = await court.Host.Submit(request, new CaptchaImages(stored[0], null) { More = [.. stored.Skip(1)] });
        await court.Answer(court.First, first);
        await court.ReportBad(id);
        await court.Answer(court.Second, second);
        return id;
    }

    private static Task Reaches(IPage page, string address) => Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address.TrimStart('*')) + "$"));

    private static async Task SignIn(Court court, IPage page)
    {
        await court.Host.AddPerson("nina@example.org", Visit.Password, PersonRole.Moderator);
        await SignIn(page, "nina@example.org", "**/moderator");
    }

    private static async Task SignIn(IPage page, string email, string to)
    {
        await page.GotoAsync("/signin");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", Visit.Password);
        await page.ClickAsync("form.form button[type=submit]");
        await page.WaitForURLAsync(to, new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
    }

    [GeneratedRegex("/moderator$")]
    private static partial Regex QueuePath();
}
