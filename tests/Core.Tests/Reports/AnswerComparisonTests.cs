using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Reports;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

/// <summary>When two answers are the same, and what a wrong one is taken for.</summary>
public sealed class AnswerComparisonTests
{
    private static readonly CaptchaRequest Image = new(Kind.ImageText);
    private static readonly CaptchaRequest Clicks = new(Kind.Coordinates) { ImageWidth = 200, ImageHeight = 100 };
    private static readonly CaptchaRequest Grid = new(Kind.Grid) { Grid = new GridShape(4, 4, true, null, null) };
    private static readonly CaptchaRequest Turned = new(Kind.Rotate) { Rotation = new Rotation(40, 2) };

    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("two  words", " two words ", true)]
    [InlineData("twowords", "two words", false)]
    [InlineData("abc", "abd", false)]
    [InlineData("é", "e\u0301", true)]
    public void Text_is_compared_without_case_and_with_its_white_space_normalised(string a, string b, bool same) =>
        Assert.Equal(same, Same(Image, a, b));

    [Fact]
    public void Case_counts_only_where_the_customer_asked_for_it()
    {
        Assert.False(Same(Image with { CaseSensitive = true }, "abc", "ABC"));
        Assert.True(Same(Image with { CaseSensitive = true }, "aBc", "aBc"));
    }

    [Theory]
    [InlineData("1,5,9", "1,5,9", true)]
    [InlineData("1,5,9", "9,5,1", true)]
    [InlineData("1,5,9", "1,5", false)]
    [InlineData("none", "none", true)]
    [InlineData("none", "1", false)]
    public void Squares_are_compared_as_sets(string a, string b, bool same) => Assert.Equal(same, Same(Grid, a, b));

    [Theory]
    [InlineData("10,10;100,50", "104,53;7,12", true)]
    [InlineData("10,10;100,50", "10,10;100,63", false)]
    [InlineData("10,10;100,50", "10,10", false)]
    [InlineData("10,10;20,10", "15,10;0,10", true)] // the first may not take the only partner of the second
    public void Points_are_compared_within_a_tolerance_in_any_order(string a, string b, bool same) => Assert.Equal(same, Same(Clicks, a, b));

    [Fact]
    public void Points_in_order_are_compared_one_by_one()
    {
        var inOrder = new ComparisonOptions { PointsInOrder = true };
        Assert.True(AnswerComparison.Same(Clicks, "10,10;100,50", "11,10;100,50", inOrder));
        Assert.False(AnswerComparison.Same(Clicks, "10,10;100,50", "100,50;10,10", inOrder));
    }

    [Fact]
    public void In_a_large_image_the_tolerance_is_larger()
    {
        Assert.False(Same(Clicks, "10,10", "40,10"));
        Assert.True(Same(Clicks with { ImageWidth = 1000 }, "10,10", "40,10"));
    }

    [Theory]
    [InlineData("40|80", "40|80", true)]
    [InlineData("40|80", "80|40", true)]
    [InlineData("40|80", "40|160", false)]
    [InlineData("-40|0", "320|360", true)]
    [InlineData("-360|0", "40|320", true)]
    public void Each_angle_is_compared_within_one_step_and_a_full_turn_is_none(string a, string b, bool same) => Assert.Equal(same, Same(Turned, a, b));

    [Fact]
    public void Tokens_cannot_be_compared() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Same(new CaptchaRequest(Kind.RecaptchaV2), "a", "a"));

    [Theory]
    [InlineData("O0l1", "0OIl", MistakeVerdict.TypicalMistake)]
    [InlineData("corner", "comer", MistakeVerdict.TypicalMistake)]
    [InlineData("abcdef", "abcxef", MistakeVerdict.TypicalMistake)]
    [InlineData("abcdef", "abwxef", MistakeVerdict.TypicalMistake)] // exactly a third
    [InlineData("abcdef", "uvwxef", MistakeVerdict.DiffersTooMuch)]
    [InlineData("aaaa", "xyzk", MistakeVerdict.DiffersTooMuch)]
    [InlineData("ABC", "abc", MistakeVerdict.RightAfterAll)]
    public void A_wrong_text_is_a_typical_mistake_or_differs_too_much(string given, string right, MistakeVerdict verdict) =>
        Assert.Equal(verdict, Judge(Image, given, right));

    [Fact]
    public void Where_case_counts_a_wrong_case_is_a_typical_mistake() =>
        Assert.Equal(MistakeVerdict.TypicalMistake, Judge(Image with { CaseSensitive = true }, "ABCD", "abcd"));

    [Fact]
    public void One_square_of_four_is_a_typical_mistake_and_most_of_them_are_too_much()
    {
        Assert.Equal(MistakeVerdict.TypicalMistake, Judge(Grid, "1,2,3", "1,2,3,4"));
        Assert.Equal(MistakeVerdict.DiffersTooMuch, Judge(Grid, "1,2,3", "1,9,10"));
        Assert.Equal(MistakeVerdict.DiffersTooMuch, Judge(Grid, "none", "1"));
    }

    [Fact]
    public void One_click_of_three_is_a_typical_mistake_and_so_are_two_steps_of_an_angle()
    {
        Assert.Equal(MistakeVerdict.TypicalMistake, Judge(Clicks, "10,10;60,60;150,90", "10,10;60,60;100,10"));
        Assert.Equal(MistakeVerdict.DiffersTooMuch, Judge(Clicks, "10,10", "150,90"));
        Assert.Equal(MistakeVerdict.TypicalMistake, Judge(Turned, "80|0", "0|0"));
        Assert.Equal(MistakeVerdict.DiffersTooMuch, Judge(Turned, "160|0", "0|0"));
    }

    private static readonly Gen<(CaptchaRequest Request, string Answer)> Answers = Gen.OneOf(
        Gen.Elements("abc", "O0l1", "two words", "ÄÖ", "x").Select(a => (Image, a)),
        from a in Gen.Choose(1, 16).ArrayOf(3) select (Grid, string.Join(',', a.Distinct().Order())),
        from x in Gen.Choose(0, 199) from y in Gen.Choose(0, 99) from z in Gen.Choose(0, 99) select (Clicks, $"{x},{y};{z},{y}"),
        from a in Gen.Choose(-9, 9) from b in Gen.Choose(-9, 9) select (Turned, $"{a * 40}|{b * 40}"));

    [Fact]
    public void Every_answer_equals_itself_and_comparing_and_judging_are_the_same_both_ways() => Property.Holds(
        from one in Answers from two in Answers select (one, two),
        c =>
        {
            Assert.True(Same(c.one.Request, c.one.Answer, c.one.Answer));
            if (c.one.Request != c.two.Request) return;
            var (a, b) = (c.one.Answer, c.two.Answer);
            Assert.Equal(Same(c.one.Request, a, b), Same(c.one.Request, b, a));
            var distance = MistakeJudge.Distance(c.one.Request, a, b, ComparisonOptions.Default);
            Assert.InRange(distance, 0, 1);
            Assert.Equal(distance, MistakeJudge.Distance(c.one.Request, b, a, ComparisonOptions.Default));
            Assert.Equal(Judge(c.one.Request, a, b), Judge(c.one.Request, b, a));
            Assert.Equal(Same(c.one.Request, a, b), Judge(c.one.Request, a, b) == MistakeVerdict.RightAfterAll);
        }, 2_000);

    private static bool Same(CaptchaRequest request, string a, string b) => AnswerComparison.Same(request, a, b, ComparisonOptions.Default);

    private static MistakeVerdict Judge(CaptchaRequest request, string given, string right) =>
        MistakeJudge.Judge(request, given, right, ComparisonOptions.Default, MistakeOptions.Default);
}
