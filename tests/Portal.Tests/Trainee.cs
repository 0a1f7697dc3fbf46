using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Portal.Tests;

/// <summary>Somebody in training who looks up the right answers where no browser can.</summary>
public static class Trainee
{
    /// <summary>The task where the worker's run stands.</summary>
    public static async Task<TrainingTask> Asked(this PortalHost host, long worker)
    {
        var run = (await host.Store.FindTraining(new WorkerId(worker)))!.Run!;
        return ShippedTasks.All.Single(t => t.Id == run.Current);
    }

    /// <summary>The right answer as a program writes it.</summary>
    public static object Truth(TrainingTask task) => task.Request.Kind switch
    {
        Kind.Grid => task.Truth.Split(',').Select(Number).ToArray(),
        Kind.Coordinates => task.Truth.Split(';').Select(p => p.Split(',').Select(Number).ToArray()).Select(p => new { x = p[0], y = p[1] }).ToArray(),
        _ => task.Truth,
    };

    /// <summary>An answer of the right form that is wrong.</summary>
    public static object Wrong(TrainingTask task) => task.Request.Kind switch
    {
        Kind.Grid => Enumerable.Range(1, 9).ToArray(),
        Kind.Coordinates => new[] { new { x = 1, y = 1 }, new { x = 279, y = 209 } },
        _ => task.Request.Numeric == NumericRule.DigitsOnly ? "99999" : "wrong",
    };

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
