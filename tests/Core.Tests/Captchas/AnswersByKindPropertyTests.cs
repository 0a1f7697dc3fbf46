using System.Globalization;
using CaptchaGrains.Core.Captchas;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CaptchaGrains.Core.Tests.Captchas;

/// <summary>Answers of all sorts to captchas of all kinds: nothing throws, what is kept is canonical, and every bound holds.</summary>
public sealed class AnswersByKindPropertyTests
{
    private static readonly string[] Bits =
    [
        ",", ";", "|", " ", "-", "+", "none", "NONE", "\n", "\0", "é", "１", "0x1", "1e1", "1.0", "\uD83D", "x", "aaaaaaaaaaaaaaaaaaaaaaaa", "2147483648", "-2147483648",
    ];

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Choose(-5, 30), Gen.Choose(-400, 400), Gen.Elements(-360, -40, 0, 40, 80, 120, 360)).Select(n => n.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<string> Raw = Gen.OneOf(
        Gen.OneOf(Gen.Elements(Bits), Number, Gen.Elements(",", ";", "|")).ArrayOf().Select(string.Concat),
        from separator in Gen.Elements(",", ";", "|", " , ") from numbers in Number.ArrayOf() select string.Join(separator, numbers),
        from points in (from x in Number from y in Number select $"{x},{y}").ArrayOf() select string.Join(';', points),
        from length in Gen.Choose(0, 40) from bar in Gen.Elements("", "|") select new string('t', length) + bar);

    private static readonly Gen<CaptchaRequest> Request =
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from rows in Gen.Choose(1, 5)
        from columns in Gen.Choose(1, 5)
        from canNot in Gen.Elements(true, false)
        from least in Gen.Choose(1, 3)
        from more in Gen.Choose(-1, 3)
        from side in Gen.Elements(0, 20, 300)
        from step in Gen.Elements(1, 15, 40)
        from images in Gen.Choose(1, 4)
        select new CaptchaRequest(kind)
        {
            ImageWidth = side,
            ImageHeight = side,
            Grid = kind == Kind.Grid ? new GridShape(rows, columns, canNot, null, null) : null,
            Clicks = kind is Kind.Grid or Kind.Coordinates ? new ClickRange(least, more < 0 ? 0 : least + more) : null,
            Rotation = kind == Kind.Rotate ? new Rotation(step, images) : null,
        };

    [Fact]
    public void An_answer_is_kept_or_has_a_flaw_and_what_is_kept_is_kept_unchanged_when_it_comes_again() => Property.Holds(
        from request in Request from raw in Raw select (Request: request, Raw: raw),
        c =>
        {
            var (answer, flaw) = AnswerForm.Check(c.Request, c.Raw);
            Assert.Equal(answer is null, flaw is not null);
            if (answer is null) return;
            Assert.Equal((answer, null), AnswerForm.Check(c.Request, answer));
            Assert.Equal(answer.Trim(), answer);
            AssertWithinBounds(c.Request, answer);
        }, 10_000);

    [Fact]
    public void Every_set_of_squares_is_the_same_answer_in_whatever_order_it_was_clicked() => Property.Holds(
        from squares in Gen.Shuffle(Enumerable.Range(1, 16).ToArray())
        from count in Gen.Choose(1, 16)
        select squares[..count],
        squares =>
        {
            var request = new CaptchaRequest(Kind.Grid) { Grid = new GridShape(4, 4, false, null, null), Clicks = new ClickRange(1, 0) };
            Assert.Equal((string.Join(',', squares.Order()), null), AnswerForm.Check(request, string.Join(',', squares)));
        });

    [Fact]
    public void A_request_without_its_shape_never_makes_the_check_throw() => Property.Holds(
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from number in Gen.Choose(-3, 0)
        from raw in Raw
        select (Kind: kind, Number: number, Raw: raw),
        c =>
        {
            var bare = new CaptchaRequest(c.Kind);
            var odd = bare with
            {
                Grid = new GridShape(c.Number, 3, true, null, null),
                Clicks = new ClickRange(c.Number, c.Number),
                Rotation = new Rotation(c.Number, c.Number),
                ImageWidth = c.Number,
            };
            foreach (var request in (CaptchaRequest[])[bare, odd])
            {
                var (answer, flaw) = AnswerForm.Check(request, c.Raw);
                Assert.Equal(answer is null, flaw is not null);
            }
        }, 5_000);

    private static void AssertWithinBounds(CaptchaRequest request, string answer)
    {
        switch (request.Kind)
        {
            case Kind.Grid when answer == AnswerForm.NoSquare:
                Assert.True(request.Grid!.CanNoAnswer);
                break;
            case Kind.Grid:
                var squares = Numbers(answer, ',');
                Assert.Equal(squares.Order().Distinct(), squares);
                Assert.All(squares, s => Assert.InRange(s, 1, request.Grid!.Squares));
                AssertCount(request.Clicks!, squares.Length);
                break;
            case Kind.Coordinates:
                var points = answer.Split(';').Select(p => Numbers(p, ',')).ToList();
                Assert.All(points, p => Assert.Equal(2, p.Length));
                if (request.ImageWidth > 0) Assert.All(points, p => Assert.All(p, side => Assert.InRange(side, 0, request.ImageWidth - 1)));
                AssertCount(request.Clicks!, points.Count);
                break;
            case Kind.Rotate:
                var angles = Numbers(answer, '|');
                Assert.Equal(request.Rotation!.Images, angles.Length);
                Assert.All(angles, a => Assert.True(a is >= -360 and <= 360 && a % request.Rotation.Step == 0));
                break;
            case Kind.ImageText or Kind.Text or Kind.Audio:
                Assert.InRange(answer.Length, 1, AnswerForm.LongestText);
                break;
            default:
                Assert.InRange(answer.Length, AnswerForm.ShortestToken, AnswerForm.LongestToken);
                Assert.All(answer, c => Assert.InRange(c, '!', '~'));
                break;
        }
    }

    private static void AssertCount(ClickRange wanted, int count) => Assert.InRange(count, wanted.Least, wanted.Most > 0 ? wanted.Most : AnswerForm.MostPoints);

    private static int[] Numbers(string list, char separator) => [.. list.Split(separator).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}
