using System.Collections.Frozen;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using P = CaptchaGrains.Api.Orders.ImageParameters;

namespace CaptchaGrains.Api.Orders;

/// <summary>Images to click on: squares of a grid, or points.</summary>
internal static class ClickForm
{
    /// <summary>Points of one answer; as many as a grid has squares at most.</summary>
    private const int MostClicks = GridShape.MostSquares * GridShape.MostSquares;

    private const int LongestImageType = 32;

    public static readonly Parameter[] GridParameters =
    [
        P.Body, P.File, P.IsGrid, P.Rows, P.Columns, P.Instruction, P.InstructionImage, P.MinClicks, P.MaxClicks, P.CanNoAnswer, P.PreviousId, P.ImageType, P.Canvas,
        P.Alphabet, P.Language,
    ];

    public static readonly Parameter[] PointParameters =
        [P.Body, P.File, P.IsCoordinates, P.Instruction, P.InstructionImage, P.MinClicks, P.MaxClicks, P.Alphabet, P.Language];

    private static readonly FrozenSet<string> ImageTypes = new[] { "funcaptcha", "funcaptcha_compare", "recaptcha", "hcaptcha" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static Order? ReadPoints(OrderReader reader) =>
        ReadClicks(reader) is { } clicks ? ImageTextForm.Complete(reader, reader.Begin(Kind.Coordinates) with { Clicks = clicks }) : null;

    public static Order? ReadGrid(OrderReader reader)
    {
        if (reader.IsSet(P.Canvas)) reader.Refuse(ErrorCode.BadParameters, P.Canvas);
        var rows = reader.Number(P.Rows, 1, GridShape.MostSquares);
        var columns = reader.Number(P.Columns, 1, GridShape.MostSquares);
        var canNoAnswer = reader.Flag(P.CanNoAnswer);
        var previous = PreviousOf(reader);
        var type = reader.Text(P.ImageType, LongestImageType);
        if (type is not null && !ImageTypes.Contains(type)) reader.Refuse(ErrorCode.BadParameters, P.ImageType);
        if (ReadClicks(reader) is not { } clicks || ImageTextForm.Complete(reader, reader.Begin(Kind.Grid)) is not { } order) return null;

        var request = order.Request;
        if (request.Instruction is null && !request.HasInstructionImage) reader.Refuse(ErrorCode.BadParameters, P.Instruction);
        var squares = request is { ImageWidth: 300, ImageHeight: 300 } ? 3 : 4;
        var shape = new GridShape(rows > 0 ? rows : squares, columns > 0 ? columns : squares, canNoAnswer, previous, type);
        if (clicks.Least > shape.Squares) reader.Refuse(ErrorCode.BadParameters, P.MinClicks);
        if (clicks.Most > shape.Squares) reader.Refuse(ErrorCode.BadParameters, P.MaxClicks);
        if (reader.Refusal is not null) return null;
        return order with { Request = request with { Grid = shape, Clicks = clicks.Most > 0 ? clicks : clicks with { Most = shape.Squares } } };
    }

    private static ClickRange? ReadClicks(OrderReader reader)
    {
        var clicks = new ClickRange(reader.Number(P.MinClicks, 1, MostClicks, absent: 1), reader.Number(P.MaxClicks, 1, MostClicks));
        if (clicks.Most > 0 && clicks.Least > clicks.Most) reader.Refuse(ErrorCode.BadParameters, P.MaxClicks);
        return reader.Refusal is null ? clicks : null;
    }

    private static long? PreviousOf(OrderReader reader)
    {
        if (reader.Find(P.PreviousId) is not { } field) return null;
        if (field.Form is FieldForm.JsonBoolean or FieldForm.JsonStructure || !Scalar.TryReadId(field.Value.Span, out var id)) reader.Refuse(ErrorCode.BadParameters, P.PreviousId);
        else if (id > 0) return id;
        return null;
    }
}
