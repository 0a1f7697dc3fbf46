using System.Text;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>Reads the order of an image with text, of either version.</summary>
internal static class ImageTextForm
{
    /// <summary>Characters of the longest answer that a customer can ask for.</summary>
    private const int LongestAnswer = 20;

    /// <summary>Characters (Unicode scalars) of an instruction.</summary>
    private const int LongestInstruction = 140;

    /// <param name="image">Where the image is; null: nowhere.</param>
    /// <returns>Null when the order is in order.</returns>
    public static Refusal? Read(Fields fields, ImageTextNames names, Field? image, out Order? order)
    {
        order = null;
        if (ReadTraits(fields, names, out var request) is { } refusal) return refusal;
        if (ReadPage(fields, names, out var domain) is { } page) return page;
        if (image is not { } field) return new Refusal(ErrorCode.Upload);
        if (ImageReader.Read(field, ImageLimits.Captcha, out var captcha) is { } code) return new Refusal(code);
        StoredImage? instruction = null;
        if (fields.Find(names.InstructionImage) is { } second && ImageReader.Read(second, ImageLimits.Instruction, out instruction) is not null)
            return new Refusal(ErrorCode.BadInstructionImage, names.InstructionImage.Documented);
        request = request with { Domain = domain, HasInstructionImage = instruction is not null };
        order = new Order(request, new CaptchaImages(captcha, instruction));
        return null;
    }

    private static Refusal? ReadTraits(Fields fields, ImageTextNames names, out CaptchaRequest request)
    {
        request = new CaptchaRequest(Kind.ImageText);
        if (!fields.TryFlag(names.Phrase, out var phrase)) return Bad(names.Phrase);
        if (!fields.TryFlag(names.CaseSensitive, out var caseSensitive)) return Bad(names.CaseSensitive);
        if (!fields.TryNumber(names.Numeric, 0, (int)NumericRule.DigitsAndLetters, out var numeric)) return Bad(names.Numeric);
        if (!fields.TryFlag(names.Math, out var math)) return Bad(names.Math);
        if (!fields.TryNumber(names.MinLength, 0, LongestAnswer, out var minLength)) return Bad(names.MinLength);
        if (!fields.TryNumber(names.MaxLength, 0, LongestAnswer, out var maxLength)) return Bad(names.MaxLength);
        if (maxLength > 0 && minLength > maxLength) return Bad(names.MaxLength);
        if (!fields.TryText(names.Instruction, out var instruction) || !IsInstruction(instruction)) return Bad(names.Instruction);
        var alphabet = 0;
        if (names.Alphabet is not null && !fields.TryNumber(names.Alphabet, 0, 2, out alphabet)) return Bad(names.Alphabet);
        request = request with
        {
            Phrase = phrase,
            CaseSensitive = caseSensitive,
            Numeric = (NumericRule)numeric,
            Math = math,
            MinLength = minLength,
            MaxLength = maxLength,
            Instruction = instruction,
            Language = Languages.Normalize(fields.TextOrNull(names.Language)),
            Alphabet = alphabet,
        };
        return null;
    }

    private static Refusal? ReadPage(Fields fields, ImageTextNames names, out string? domain)
    {
        domain = null;
        if (fields.Find(names.PageUrl) is null) return null;
        if (!fields.TryText(names.PageUrl, out var page) || !DomainName.TryParse(page, out var name)) return new Refusal(ErrorCode.PageUrl, names.PageUrl.Documented);
        domain = name.Value;
        return null;
    }

    /// <summary>Line breaks and tabs are text; other control characters are no instruction, and a zero cannot be stored.</summary>
    private static bool IsInstruction(string? text)
    {
        if (text is null) return true;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) return false;
            length++;
        }
        return length <= LongestInstruction;
    }

    private static Refusal Bad(ParameterName name) => Refusal.BadParameter(name.Documented);
}
