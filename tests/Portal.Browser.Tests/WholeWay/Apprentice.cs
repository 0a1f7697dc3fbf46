using System.Globalization;
using System.Security.Cryptography;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests.WholeWay;

/// <summary>Somebody in training who can read: he knows the tasks that come with the product by their images, and answers on the pages.</summary>
internal sealed class Apprentice(IPage page)
{
    private static readonly Dictionary<string, TrainingTask> ByImage = ShippedTasks.All
        .Where(t => t.HasImage).ToDictionary(t => Convert.ToHexString(SHA256.HashData(ShippedTasks.Image(t.Id)!.Bytes.AsSpan())), StringComparer.Ordinal);

    /// <summary>Answers each task of the part rightly, until the page says how it went.</summary>
    public async Task Pass(int tasks)
    {
        for (var n = 1; n <= tasks; n++) await Answer(n, tasks, isRight: true);
        await Expect(page.Locator(".training-result")).ToBeVisibleAsync();
    }

    /// <summary>The first answer is wrong.</summary>
    public Task Fail(int tasks) => Answer(1, tasks, isRight: false);

    private async Task Answer(int number, int of, bool isRight)
    {
        await Expect(page.Locator(".training-steps")).ToContainTextAsync($"Task {number} of {of}");
        var task = await Shown();
        switch (task.Sort)
        {
            case TrainingSort.Squares:
                var squares = task.Truth.Split(',');
                foreach (var square in isRight ? squares : squares[1..]) await page.Locator($"input[value='{square}'][type=checkbox]").CheckAsync();
                if (squares.Length == 1 && !isRight) await page.Locator($"input[type=checkbox]:not([value='{squares[0]}'])").First.CheckAsync();
                break;
            case TrainingSort.Points when isRight:
                await Click(task);
                break;
            case TrainingSort.Points:
                await page.Locator("input[type=image]").ClickAsync(new() { Position = new() { X = 3, Y = 3 } });
                break;
            case TrainingSort.SquareNumbers:
                await page.FillAsync("#answer", isRight ? task.Truth.Replace(",", " ", StringComparison.Ordinal) : "1 2 3 4 5 6 7 8 9");
                break;
            default:
                await page.FillAsync("#answer", isRight ? task.Truth : task.Truth.All(char.IsAsciiDigit) ? "90909" : "wrong");
                break;
        }
        await page.Locator(".training-task .actions button").ClickAsync();
    }

    /// <summary>The task on the page: by its image, or by its question where it has none.</summary>
    private async Task<TrainingTask> Shown()
    {
        var image = page.Locator(".training-task img, .training-task input[type=image]").First;
        if (await image.CountAsync() == 0)
        {
            var question = await page.Locator("#ask").InnerTextAsync();
            return ShippedTasks.All.Single(t => !t.HasImage && t.Request.Instruction == question.Trim());
        }
        var address = await image.GetAttributeAsync("src");
        var reply = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), address).ToString());
        return ByImage[Convert.ToHexString(SHA256.HashData(await reply.BodyAsync()))];
    }

    private async Task Click(TrainingTask task)
    {
        var image = page.Locator("input[type=image]");
        var box = (await image.BoundingBoxAsync())!;
        var points = task.Truth.Split(';').Select(p => p.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToList();
        foreach (var point in points)
            await image.ClickAsync(new() { Position = new() { X = point[0] * box.Width / task.Request.ImageWidth, Y = point[1] * box.Height / task.Request.ImageHeight } });
        await Expect(page.Locator("[data-points] .training-marks circle")).ToHaveCountAsync(points.Count);
    }
}
