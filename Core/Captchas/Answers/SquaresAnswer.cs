namespace CaptchaGrains.Core.Captchas.Answers;

/// <summary>Squares of a grid, numbered from 1, left to right and top to bottom.</summary>
internal static class SquaresAnswer
{
    public static (string? Answer, AnswerFlaw? Flaw) Check(CaptchaRequest request, string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw)) return (null, AnswerFlaw.Empty);
        if (raw.Trim() == AnswerForm.NoSquare)
            return request.Grid is { CanNoAnswer: true } ? (AnswerForm.NoSquare, null) : (null, AnswerFlaw.NoneNotAllowed);
        var squares = request.Grid?.Squares ?? GridShape.MostSquares * GridShape.MostSquares;
        if (WholeNumbers.Read(raw, ',', squares) is not { } numbers) return (null, AnswerFlaw.NotNumbers);
        if (Array.Exists(numbers, n => n < 1 || n > squares)) return (null, AnswerFlaw.OutOfRange);
        var sorted = numbers.Order().Distinct().ToList();
        if (sorted.Count < numbers.Length) return (null, AnswerFlaw.Duplicate);
        if (request.Clicks is { } clicks)
        {
            if (numbers.Length < clicks.Least) return (null, AnswerFlaw.TooFew);
            if (clicks.Most > 0 && numbers.Length > clicks.Most) return (null, AnswerFlaw.TooMany);
        }
        return (string.Join(',', sorted), null);
    }
}
