using System.Diagnostics;

namespace CaptchaGrains.Standalone.Tests.Docs;

/// <summary>Runs what a page shows, as its reader would.</summary>
internal static class Shell
{
    public static Task<string> Run(string command, IReadOnlyDictionary<string, string> variables, string folder) =>
        Start("bash", ["-c", command], variables, folder, input: null);

    /// <returns>What it wrote.</returns>
    public static async Task<string> Start(string program, string[] arguments, IReadOnlyDictionary<string, string> variables, string folder, string? input)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await errors}");
        return output.TrimEnd('\n');
    }

    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
