using CaptchaGrains.Core.Captchas;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Captchas;

public sealed class AnswerFormTests
{
    private static readonly CaptchaRequest Any = new(Kind.ImageText);

    [Theory]
    [InlineData("2763", "2763")]
    [InlineData("  two \t\r\n words  ", "two words")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("Ж", "Ж")]
    [InlineData("😀", "😀")]
    public void An_answer_is_kept_normalised_with_its_white_space_folded(string raw, string kept) =>
        Assert.Equal((kept, null), AnswerForm.Check(Any, raw));

    [Theory]
    [InlineData(null, AnswerFlaw.Empty)]
    [InlineData("", AnswerFlaw.Empty)]
    [InlineData(" \t\n", AnswerFlaw.Empty)]
    [InlineData("\u200B", AnswerFlaw.Empty)]
    [InlineData("\uFEFF \u200B", AnswerFlaw.Empty)]
    [InlineData("a\0b", AnswerFlaw.ControlCharacters)]
    [InlineData("a\u001Bb", AnswerFlaw.ControlCharacters)]
    public void Nothing_visible_and_nothing_printable_is_no_answer(string? raw, AnswerFlaw flaw) =>
        Assert.Equal((null, flaw), AnswerForm.Check(Any, raw));

    [Fact]
    public void Half_a_character_is_no_text() =>
        Assert.Equal((null, AnswerFlaw.ControlCharacters), AnswerForm.Check(Any, "a" + (char)0xD800));

    [Fact]
    public void An_answer_without_a_maximum_has_at_most_200_characters()
    {
        Assert.Null(AnswerForm.Check(Any, new string('a', 200)).Flaw);
        Assert.Equal(AnswerFlaw.TooLong, AnswerForm.Check(Any, new string('a', 201)).Flaw);
        Assert.Equal(AnswerFlaw.TooLong, AnswerForm.Check(Any, new string('a', 100_000_000)).Flaw);
    }

    [Theory]
    [InlineData("abc", AnswerFlaw.TooShort)]
    [InlineData("abcd", null)]
    [InlineData("abcdef", null)]
    [InlineData("  abcdef  ", null)]
    [InlineData("abcdefg", AnswerFlaw.TooLong)]
    public void The_customers_bounds_hold_for_the_answer_as_it_is_kept(string raw, AnswerFlaw? flaw) =>
        Assert.Equal(flaw, AnswerForm.Check(Any with { MinLength = 4, MaxLength = 6 }, raw).Flaw);

    [Theory]
    [InlineData(NumericRule.Any, "a-1", null)]
    [InlineData(NumericRule.DigitsOnly, "2763", null)]
    [InlineData(NumericRule.DigitsOnly, "276E", AnswerFlaw.DigitsOnly)]
    [InlineData(NumericRule.DigitsOnly, "27-63", AnswerFlaw.DigitsOnly)]
    [InlineData(NumericRule.DigitsOnly, "27 63", AnswerFlaw.DigitsOnly)]
    [InlineData(NumericRule.DigitsOnly, "-5", AnswerFlaw.DigitsOnly)]
    [InlineData(NumericRule.LettersOnly, "abc", null)]
    [InlineData(NumericRule.LettersOnly, "don't", null)]
    [InlineData(NumericRule.LettersOnly, "ab3", AnswerFlaw.LettersOnly)]
    [InlineData(NumericRule.LettersOnly, "--", AnswerFlaw.LettersOnly)]
    [InlineData(NumericRule.DigitsOrLetters, "123", null)]
    [InlineData(NumericRule.DigitsOrLetters, "abc", null)]
    [InlineData(NumericRule.DigitsOrLetters, "ab1", AnswerFlaw.DigitsOrLetters)]
    [InlineData(NumericRule.DigitsOrLetters, "?", AnswerFlaw.DigitsOrLetters)]
    [InlineData(NumericRule.DigitsAndLetters, "ab1", null)]
    [InlineData(NumericRule.DigitsAndLetters, "abc", AnswerFlaw.DigitsAndLetters)]
    [InlineData(NumericRule.DigitsAndLetters, "123", AnswerFlaw.DigitsAndLetters)]
    public void The_customers_rule_about_characters_holds(NumericRule rule, string raw, AnswerFlaw? flaw) =>
        Assert.Equal(flaw, AnswerForm.Check(Any with { Numeric = rule }, raw).Flaw);

    [Fact]
    public void Two_words_of_digits_are_digits_only() =>
        Assert.Equal(("27 63", null), AnswerForm.Check(Any with { Numeric = NumericRule.DigitsOnly, Phrase = true }, "27  63"));

    [Theory]
    [InlineData("-5", null)]
    [InlineData("5", null)]
    [InlineData("-", AnswerFlaw.DigitsOnly)]
    [InlineData("5-5", AnswerFlaw.DigitsOnly)]
    public void The_result_of_a_sum_may_be_negative(string raw, AnswerFlaw? flaw) =>
        Assert.Equal(flaw, AnswerForm.Check(Any with { Numeric = NumericRule.DigitsOnly, Math = true }, raw).Flaw);

    [Fact]
    public void Whatever_is_typed_is_judged_and_what_is_kept_is_kept_unchanged_when_it_comes_again() => Property.Holds(
        from characters in Gen.OneOf(
            Gen.Choose(0, 0x7F), Gen.Choose(0, 0xFFFF), Gen.Elements(' ', '\t', '\u3000', '\u0301', '\u200D', '\uD83D', '\uDE00', '\u2000').Select(c => (int)c)).ArrayOf()
        from rule in Gen.Choose(0, 4)
        from max in Gen.Elements(0, 5)
        select (Raw: new string([.. characters.Select(c => (char)c)]), Rule: rule, Max: max),
        c =>
        {
            var request = Any with { Numeric = (NumericRule)c.Rule, MaxLength = c.Max };
            var (answer, flaw) = AnswerForm.Check(request, c.Raw);
            Assert.Equal(answer is null, flaw is not null);
            if (answer is null) return;
            Assert.Equal((answer, null), AnswerForm.Check(request, answer));
            Assert.InRange(answer.Length, 1, c.Max == 0 ? AnswerForm.LongestText : c.Max);
            Assert.Equal(answer.Trim(), answer);
            Assert.DoesNotContain("  ", answer, StringComparison.Ordinal);
        }, 3_000);
}
