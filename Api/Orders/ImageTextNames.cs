using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Orders;

/// <summary>What each version calls the parameters of an image with text.</summary>
internal sealed class ImageTextNames
{
    /// <summary>Beside the documented names, the friendly ones that the Ruby client passes on as its users write them.</summary>
    public static readonly ImageTextNames V1 = new()
    {
        Phrase = new("phrase"),
        CaseSensitive = new("regsense", "case_sensitive", "caseSensitive"),
        Numeric = new("numeric"),
        Math = new("calc"),
        MinLength = new("min_len", "min_length", "minLength"),
        MaxLength = new("max_len", "max_length", "maxLength"),
        Instruction = new("textinstructions", "hint_text", "hintText"),
        InstructionImage = new("imginstructions"),
        PageUrl = new("pageurl"),
        Alphabet = new("language"),
        Language = new("lang"),
    };

    public static readonly ImageTextNames V2 = new()
    {
        Phrase = new("phrase"),
        CaseSensitive = new("case"),
        Numeric = new("numeric"),
        Math = new("math"),
        MinLength = new("minLength"),
        MaxLength = new("maxLength"),
        Instruction = new("comment"),
        InstructionImage = new("imgInstructions"),
        PageUrl = new("websiteURL"),
        Alphabet = null,
        Language = new("languagePool"), // Anti-Captcha's client puts it inside the task
    };

    public required ParameterName Phrase { get; init; }

    public required ParameterName CaseSensitive { get; init; }

    public required ParameterName Numeric { get; init; }

    public required ParameterName Math { get; init; }

    public required ParameterName MinLength { get; init; }

    public required ParameterName MaxLength { get; init; }

    public required ParameterName Instruction { get; init; }

    public required ParameterName InstructionImage { get; init; }

    public required ParameterName PageUrl { get; init; }

    /// <summary>Null: the version has none.</summary>
    public required ParameterName? Alphabet { get; init; }

    public required ParameterName Language { get; init; }
}
