using CaptchaGrains.Core.Captchas;
using Xunit;
using static CaptchaGrains.Core.Captchas.AnswerFlaw;

namespace CaptchaGrains.Core.Tests.Captchas;

public sealed class AnswersByKindTests
{
    [Theory]
    [InlineData(Kind.Text)]
    [InlineData(Kind.Audio)]
    public void A_question_and_a_recording_are_answered_in_words_or_in_digits(Kind kind)
    {
        var request = new CaptchaRequest(kind) { Numeric = NumericRule.DigitsOnly, MaxLength = 10 };
        Assert.Equal(("twenty one", null), AnswerForm.Check(request, " twenty  one "));
        Assert.Equal(("21", null), AnswerForm.Check(request, "21"));
        Assert.Equal((null, TooLong), AnswerForm.Check(request, "twenty one and a half"));
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("9,1,5", "1,5,9")]
    [InlineData(" 9 , 1,5 ", "1,5,9")]
    [InlineData("12", "12")]
    [InlineData("+3,007", "3,7")]
    public void Squares_are_kept_in_ascending_order(string raw, string kept) => Assert.Equal((kept, null), AnswerForm.Check(Squares(), raw));

    [Theory]
    [InlineData(null, Empty)]
    [InlineData(" ", Empty)]
    [InlineData("0", OutOfRange)]
    [InlineData("13", OutOfRange)]
    [InlineData("-1", OutOfRange)]
    [InlineData("1,2,1", Duplicate)]
    [InlineData("1,,2", NotNumbers)]
    [InlineData("1.5", NotNumbers)]
    [InlineData("1;2", NotNumbers)]
    [InlineData("99999999999", NotNumbers)]
    [InlineData("all", NotNumbers)]
    [InlineData("none", NoneNotAllowed)]
    public void What_are_no_squares_of_the_grid_is_refused(string? raw, AnswerFlaw flaw) => Assert.Equal((null, flaw), AnswerForm.Check(Squares(), raw));

    [Fact]
    public void As_many_squares_are_taken_as_are_wanted()
    {
        var request = Squares() with { Clicks = new ClickRange(2, 3) };
        Assert.Equal((null, TooFew), AnswerForm.Check(request, "4"));
        Assert.Equal(("4,5", null), AnswerForm.Check(request, "5,4"));
        Assert.Equal(("4,5,6", null), AnswerForm.Check(request, "6,5,4"));
        Assert.Equal((null, TooMany), AnswerForm.Check(request, "6,5,4,3"));
        Assert.Equal(("1,2,3,4,5,6,7,8,9,10,11,12", null), AnswerForm.Check(Squares() with { Clicks = new ClickRange(1, 0) }, "12,11,10,9,8,7,6,5,4,3,2,1"));
    }

    [Fact]
    public void No_square_is_an_answer_where_the_customer_allows_it_however_many_he_wants_else()
    {
        var request = Squares() with { Grid = new GridShape(3, 4, CanNoAnswer: true, null, null), Clicks = new ClickRange(2, 3) };
        Assert.Equal(("none", null), AnswerForm.Check(request, " none "));
        Assert.Equal((null, TooFew), AnswerForm.Check(request, "1"));
    }

    [Theory]
    [InlineData("31,59", "31,59")]
    [InlineData("70,12;31,59", "70,12;31,59")]
    [InlineData(" 0 , 0 ; 199,99 ", "0,0;199,99")]
    [InlineData("5,5;5,5", "5,5;5,5")]
    public void Points_are_kept_in_the_order_of_the_clicks(string raw, string kept) => Assert.Equal((kept, null), AnswerForm.Check(Points(), raw));

    [Theory]
    [InlineData(null, Empty)]
    [InlineData("", Empty)]
    [InlineData("200,0", OutOfRange)]
    [InlineData("0,100", OutOfRange)]
    [InlineData("-1,0", OutOfRange)]
    [InlineData("1", NotNumbers)]
    [InlineData("1,2,3", NotNumbers)]
    [InlineData("1,2;", NotNumbers)]
    [InlineData("1.5,2", NotNumbers)]
    [InlineData("x,y", NotNumbers)]
    public void What_are_no_points_of_the_image_is_refused(string? raw, AnswerFlaw flaw) => Assert.Equal((null, flaw), AnswerForm.Check(Points(), raw));

    [Fact]
    public void As_many_points_are_taken_as_are_wanted_and_a_hundred_at_most()
    {
        var few = Points() with { Clicks = new ClickRange(2, 3) };
        Assert.Equal((null, TooFew), AnswerForm.Check(few, "1,1"));
        Assert.Null(AnswerForm.Check(few, Many(3)).Flaw);
        Assert.Equal((null, TooMany), AnswerForm.Check(few, Many(4)));
        var any = Points() with { Clicks = new ClickRange(1, 0) };
        Assert.Null(AnswerForm.Check(any, Many(AnswerForm.MostPoints)).Flaw);
        Assert.Equal((null, TooMany), AnswerForm.Check(any, Many(AnswerForm.MostPoints + 1)));
        Assert.Equal((null, TooMany), AnswerForm.Check(Points() with { Clicks = new ClickRange(1, 1000) }, Many(AnswerForm.MostPoints + 1)));

        static string Many(int count) => string.Join(';', Enumerable.Repeat("1,1", count));
    }

    [Fact]
    public void Where_the_size_of_the_image_is_not_known_any_pixel_that_an_image_could_have_is_taken()
    {
        var request = new CaptchaRequest(Kind.Coordinates) { Clicks = new ClickRange(1, 0) };
        Assert.Equal(("65534,0", null), AnswerForm.Check(request, "65534,0"));
        Assert.Equal((null, OutOfRange), AnswerForm.Check(request, "0,65535"));
    }

    [Theory]
    [InlineData("40", "40")]
    [InlineData("+80", "80")]
    [InlineData("-120", "-120")]
    [InlineData("-0", "0")]
    [InlineData("360", "360")]
    [InlineData("-360", "-360")]
    public void An_angle_is_kept_with_its_sign(string raw, string kept) => Assert.Equal((kept, null), AnswerForm.Check(Angles(1), raw));

    [Theory]
    [InlineData("", Empty)]
    [InlineData("45", OffStep)]
    [InlineData("400", OutOfRange)]
    [InlineData("-400", OutOfRange)]
    [InlineData("40|80", TooMany)]
    [InlineData("40,80", NotNumbers)]
    [InlineData("forty", NotNumbers)]
    public void What_is_no_turn_by_whole_steps_is_refused(string raw, AnswerFlaw flaw) => Assert.Equal((null, flaw), AnswerForm.Check(Angles(1), raw));

    [Fact]
    public void Each_image_has_an_angle_of_its_own()
    {
        Assert.Equal(("40|200|-120", null), AnswerForm.Check(Angles(3), "40| 200|-120"));
        Assert.Equal((null, TooFew), AnswerForm.Check(Angles(3), "40|200"));
        Assert.Equal((null, TooMany), AnswerForm.Check(Angles(3), "40|200|-120|0"));
    }

    [Theory]
    [InlineData(Kind.RecaptchaV2)]
    [InlineData(Kind.RecaptchaV3)]
    [InlineData(Kind.KeyCaptcha)]
    public void A_token_is_kept_as_it_is_without_the_space_around_it(Kind kind)
    {
        var request = new CaptchaRequest(kind);
        var token = "03AFcWeA~!\"\\|-_." + new string('x', 300);
        Assert.Equal((token, null), AnswerForm.Check(request, token));
        Assert.Equal((token, null), AnswerForm.Check(request, $" {token}\r\n"));
        Assert.Equal((null, Empty), AnswerForm.Check(request, "\n"));
        Assert.Equal((null, NotAToken), AnswerForm.Check(request, token + " " + token));
        Assert.Equal((null, NotAToken), AnswerForm.Check(request, token + "é"));
        Assert.Equal((null, NotAToken), AnswerForm.Check(request, token + "\u007F"));
        Assert.Equal((null, TooShort), AnswerForm.Check(request, new string('a', AnswerForm.ShortestToken - 1)));
        Assert.Null(AnswerForm.Check(request, new string('a', AnswerForm.ShortestToken)).Flaw);
        Assert.Null(AnswerForm.Check(request, new string('a', AnswerForm.LongestToken)).Flaw);
        Assert.Equal((null, TooLong), AnswerForm.Check(request, new string('a', AnswerForm.LongestToken + 1)));
        Assert.Equal((null, TooLong), AnswerForm.Check(request, new string(' ', 50_000_000)));
    }

    [Fact]
    public void A_FunCaptcha_token_has_fields()
    {
        var request = new CaptchaRequest(Kind.FunCaptcha);
        var token = "17f0a2b1c2d3e4f5.6789|r=eu-west-1|metabgclr=transparent|pk=1";
        Assert.Equal((token, null), AnswerForm.Check(request, token));
        Assert.Equal((null, NotAToken), AnswerForm.Check(request, token.Replace('|', '-')));
    }

    [Fact]
    public void The_numbers_of_the_flaws_are_those_of_the_processes_that_run_already() => Assert.Equal(
        [
            "Empty=1", "TooLong=2", "TooShort=3", "DigitsOnly=4", "LettersOnly=5", "DigitsOrLetters=6", "DigitsAndLetters=7", "ControlCharacters=8",
            "NotNumbers=9", "OutOfRange=10", "Duplicate=11", "TooFew=12", "TooMany=13", "NoneNotAllowed=14", "OffStep=15", "NotAToken=16",
        ],
        Enum.GetValues<AnswerFlaw>().Select(f => $"{f}={(int)f}"));

    private static CaptchaRequest Squares() => new(Kind.Grid) { Grid = new GridShape(3, 4, false, null, null), Clicks = new ClickRange(1, 0) };

    private static CaptchaRequest Points() => new(Kind.Coordinates) { ImageWidth = 200, ImageHeight = 100, Clicks = new ClickRange(1, 0) };

    private static CaptchaRequest Angles(int images) => new(Kind.Rotate) { Rotation = new Rotation(40, images) };
}
