using System.Globalization;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;
using CaptchaGrains.Imaging.Captchas;
using CaptchaGrains.Imaging.Scenes;

namespace CaptchaGrains.TrainingTasks;

/// <summary>Draws the tasks and writes them. Each has a seed of its own, its number, so that none changes when the number of others does.</summary>
public static class TaskWriter
{
    /// <summary>Tasks of each sort: enough for some twenty exams in which none comes again.</summary>
    public const int PerSort = 48;

    /// <summary>Between the numbers of two sorts, so that a sort can grow.</summary>
    private const int PerSortNumbers = 1_000;

    /// <returns>How many there are.</returns>
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "*.png")) File.Delete(old);
        var tasks = new List<ShippedTask>();
        foreach (var sort in TrainingSorts.All)
        {
            for (var n = 1; n <= PerSort; n++)
            {
                var (task, image) = Make(sort, n);
                if (image is not null) File.WriteAllBytes(Path.Combine(folder, task.Image!), image);
                tasks.Add(task);
            }
        }
        // A task on each line: a change of one is a change of one line.
        var lines = tasks.Select(t => JsonSerializer.Serialize(t, ShippedTask.Json));
        File.WriteAllText(Path.Combine(folder, "tasks.json"), $"[\n{string.Join(",\n", lines)}\n]\n", new UTF8Encoding(false));
        return tasks.Count;
    }

    /// <param name="n">From 1.</param>
    public static (ShippedTask Task, byte[]? Image) Make(TrainingSort sort, int n)
    {
        var id = (int)sort * PerSortNumbers + n;
        var random = new Random(id);
        return sort switch
        {
            TrainingSort.Squares or TrainingSort.SquareNumbers => Grid(id, sort, n, random),
            TrainingSort.Points => Points(id, n, random),
            TrainingSort.Question => (Questions.Make(id, n), null),
            _ => Typed(id, sort, random),
        };
    }

    private static (ShippedTask, byte[]) Typed(int id, TrainingSort sort, Random random)
    {
        var isWide = random.Next(2) == 0;
        var style = new TextCaptchaStyle
        {
            Content = sort switch
            {
                TrainingSort.Digits => TextContent.Digits,
                TrainingSort.Arithmetic => TextContent.Arithmetic,
                TrainingSort.CaseText => TextContent.Letters,
                _ => random.Next(2) == 0 ? TextContent.Letters : TextContent.LettersAndDigits,
            },
            CaseMatters = sort == TrainingSort.CaseText,
            MinLength = 4,
            // Every one has to be right, so nothing may be crowded.
            MaxLength = 5,
            Width = isWide ? 270 : 230,
            Height = isWide ? 80 : 70,
            NoiseLines = random.Next(1, 5),
            NoiseDots = random.Next(10, 40),
        };
        var captcha = TextCaptcha.Generate(random, style);
        return (new ShippedTask(id, sort, captcha.Answer) { Image = FileOf(id), Width = style.Width, Height = style.Height }, captcha.Png);
    }

    private static (ShippedTask, byte[]) Grid(int id, TrainingSort sort, int n, Random random)
    {
        var picture = GridPicture.Draw(random, ThingOf(n));
        var (english, spanish) = sort == TrainingSort.Squares ? Instructions.Squares(picture.Wanted) : Instructions.SquareNumbers(picture.Wanted);
        return (new ShippedTask(id, sort, string.Join(',', picture.Squares))
        {
            Image = FileOf(id),
            Instruction = english,
            Translations = Instructions.In(spanish),
            Width = GridPicture.Length,
            Height = GridPicture.Length,
            Squares = GridPicture.Rows,
        }, picture.Png);
    }

    private static (ShippedTask, byte[]) Points(int id, int n, Random random)
    {
        var picture = PointsPicture.Draw(random, ThingOf(n));
        var (english, spanish) = Instructions.Points(picture.Wanted, picture.Points.Length);
        return (new ShippedTask(id, TrainingSort.Points, string.Join(';', picture.Points.Select(p => $"{p.X},{p.Y}")))
        {
            Image = FileOf(id),
            Instruction = english,
            Translations = Instructions.In(spanish),
            Width = PointsPicture.Width,
            Height = PointsPicture.Height,
            PointPixels = PointsPicture.Reach,
        }, picture.Png);
    }

    private static Thing ThingOf(int n) => (Thing)(1 + n % Enum.GetValues<Thing>().Length);

    private static string FileOf(int id) => string.Create(CultureInfo.InvariantCulture, $"{id}.png");
}
