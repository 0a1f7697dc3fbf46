using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

public sealed class AnswerDifferenceTests
{
    [Theory]
    [InlineData("abcd", "abce", false, "abc[d]", "abc[e]")]
    [InlineData("O0l1", "o0I1", false, "O0[l]1", "o0[I]1")]
    [InlineData("O0l1", "o0I1", true, "[O]0[l]1", "[o]0[I]1")]
    [InlineData("abc", "xyz", false, "[abc]", "[xyz]")]
    [InlineData("grain", "gain", false, "g[r]ain", "gain")]
    [InlineData("same", "same", true, "same", "same")]
    [InlineData("a😀b", "a😁b", true, "a[😀]b", "a[😁]b")]
    public void What_only_one_text_has_is_different(string first, string second, bool caseMatters, string one, string other) =>
        AssertPieces(new CaptchaRequest(Kind.ImageText) { CaseSensitive = caseMatters }, first, second, one, other, "");

    [Theory]
    [InlineData("1,4,7", "1,5,7", "1 [4] 7", "1 [5] 7")]
    [InlineData("none", "2", "[none]", "[2]")]
    [InlineData("none", "none", "none", "none")]
    public void Squares_are_compared_as_sets(string first, string second, string one, string other) =>
        AssertPieces(new CaptchaRequest(Kind.Grid) { Grid = new GridShape(3, 3, true, null, null) }, first, second, one, other, " ");

    [Fact]
    public void A_point_near_one_of_the_other_answer_is_the_same() => AssertPieces(
        new CaptchaRequest(Kind.Coordinates) { ImageWidth = 100, ImageHeight = 100 }, "10,10;90,90", "91,89;11,11;50,50", "10,10 90,90", "91,89 11,11 [50,50]", " ");

    [Fact]
    public void Angles_within_a_step_are_the_same_and_a_missing_one_is_not() => AssertPieces(
        new CaptchaRequest(Kind.Rotate) { Rotation = new Rotation(40, 3) }, "350|80|0", "10|200", "350° [80°] [0°]", "10° [200°]", " ");

    [Fact]
    public void Nothing_is_lost_and_nothing_is_marked_exactly_where_the_answers_are_the_same()
    {
        var random = new Random(20260101);
        var request = new CaptchaRequest(Kind.ImageText);
        for (var n = 0; n < 2_000; n++)
        {
            var (first, second) = (Word(random), Word(random));
            var difference = AnswerDifference.Of(request, first, second, ComparisonOptions.Default);
            Assert.Equal((first, second), (string.Concat(difference.First.Select(p => p.Text)), string.Concat(difference.Second.Select(p => p.Text))));
            var isMarked = difference.First.Concat(difference.Second).Any(p => p.IsDifferent);
            Assert.Equal(AnswerComparison.Same(request, first, second, ComparisonOptions.Default), !isMarked);
            Assert.Equal(Common(difference.First), Common(difference.Second), ignoreCase: true);
        }

        static string Common(ImmutableArray<AnswerPiece> pieces) => string.Concat(pieces.Where(p => !p.IsDifferent).Select(p => p.Text));
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => "abAB"[random.Next(4)])]);

    private static void AssertPieces(CaptchaRequest request, string first, string second, string one, string other, string between)
    {
        var difference = AnswerDifference.Of(request, first, second, ComparisonOptions.Default);
        Assert.Equal((one, other), (Written(difference.First), Written(difference.Second)));

        string Written(ImmutableArray<AnswerPiece> pieces) => string.Join(between, pieces.Select(p => p.IsDifferent ? $"[{p.Text}]" : p.Text));
    }
}
