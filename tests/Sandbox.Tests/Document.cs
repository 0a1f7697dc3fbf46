using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>What docs/sandbox.md shows is what happens.</summary>
public sealed partial class Document
{
    [Fact]
    public async Task Every_example_prints_what_stands_below_it()
    {
        await using var bed = await Bed.Start();
        var examples = Example().Matches(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "sandbox.md")));
        foreach (Match example in examples)
            Assert.Equal(Lines(example.Groups["printed"].Value), Lines(await Run(example.Groups["commands"].Value, bed.Address)));
        Assert.Equal(8, examples.Count);
    }

    [GeneratedRegex("```sh\n(?<commands>.*?)```\n\n```\n(?<printed>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private static string[] Lines(string text) => text.Trim().Split('\n');

    private static async Task<string> Run(string commands, Uri sandbox)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", commands]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SANDBOX"] = sandbox.ToString().TrimEnd('/');
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    private static string Root([CallerFilePath] string here = "")
    {
        // Deterministic builds may hide where the source is; then it is above the test itself.
        var start = File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository is not above " + start);
    }
}
