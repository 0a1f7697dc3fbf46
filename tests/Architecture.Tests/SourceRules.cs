using System.Text.RegularExpressions;
using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>Habits that no compiler checks.</summary>
public sealed partial class SourceRules
{
    private const int LongestFile = 400;

    /// <summary>Files of tests that may wait for real time to pass, each with its reason. A file that does not need it any more must leave the list.</summary>
    private static readonly Dictionary<string, string> MaySleep = new()
    {
        ["tests/Architecture.Tests/CoreIsPure.cs"] = "a sample of what is forbidden, which never runs",
    };

    [Fact]
    public void The_sources_are_found() => Assert.Contains("tests/Architecture.Tests/SourceRules.cs", Repository.Sources);

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.All(
        Repository.Sources, path => Assert.True(Lines(path) is var lines && lines <= LongestFile, $"{path} has {lines} lines"));

    [Fact]
    public void Actors_never_leave_their_scheduler() =>
        Assert.DoesNotContain(Repository.Sources, p => p.StartsWith("Actors/", StringComparison.Ordinal) && LeavesTheScheduler().IsMatch(Code(p)));

    [Fact]
    public void Tests_wait_for_events_and_never_sleep() => Assert.Equal(
        MaySleep.Keys.Order(StringComparer.Ordinal),
        Repository.Sources.Where(p => p.StartsWith("tests/", StringComparison.Ordinal) && Sleeps().IsMatch(Code(p))));

    [Theory]
    [InlineData("Thread.Sleep(10);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));", true)]
    [InlineData("await Task.Delay(100, cancellation);", true)]
    [InlineData("await Task.Delay(Timeout.Infinite, stop);", false)]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);", false)]
    [InlineData("await Task.Delay(pause, time);", false)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(2), process.Time);", false)]
    [InlineData("await Task.Delay(time);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), world.Nature.Time);", false)]
    public void A_sleep_is_a_wait_for_real_time(string code, bool isOne) => Assert.Equal(isOne, Sleeps().IsMatch(code));

    private static int Lines(string path) => Repository.Read(path).AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>Without line comments and texts, which may well speak of what is forbidden.</summary>
    private static string Code(string path) => CommentsAndTexts().Replace(Repository.Read(path), "\"\"");

    [GeneratedRegex("""//[^\n]*|"(?:[^"\\\n]|\\.)*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex(@"ConfigureAwait\s*\(\s*false\s*\)")]
    private static partial Regex LeavesTheScheduler();

    // A wait under a time that the test controls, or one without an end, is no sleep.
    [GeneratedRegex(@"Thread\.Sleep\s*\(|Task\.Delay\s*\((?!Timeout\.Infinite)(?![^;]*,\s*(time|clock|_time|_clock|\w+(\.\w+)*\.Time)\b)")]
    private static partial Regex Sleeps();
}
