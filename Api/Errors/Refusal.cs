namespace CaptchaGrains.Api.Errors;

/// <summary>A refused request.</summary>
/// <param name="Parameter">Which parameter is to blame, by our name for it, never by what the customer sent; null: none in particular.</param>
internal readonly record struct Refusal(ErrorCode Code, string? Parameter = null)
{
    public ErrorEntry Entry => ErrorTable.Of(Code);

    public string Text => Parameter is null ? Entry.Text : $"{Entry.Text} Parameter: {Parameter}.";

    public static Refusal BadParameter(string parameter) => new(ErrorCode.BadParameters, parameter);
}
