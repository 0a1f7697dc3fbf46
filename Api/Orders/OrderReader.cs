using System.Text;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>
/// Reads the parameters of one order under the names of its version. Forms read what they need in a row; the first refusal is kept, and what was refused
/// reads as nothing.
/// </summary>
internal sealed class OrderReader(Fields fields, ApiVersion version)
{
    /// <summary>Characters (Unicode scalars) of an instruction.</summary>
    public const int LongestInstruction = 140;

    private const int LongestAddress = 2048;

    public Fields Fields => fields;

    public ApiVersion Version => version;

    public Refusal? Refusal { get; private set; }

    public void Refuse(ErrorCode code, Parameter? parameter = null) => Refusal ??= new Refusal(code, parameter?.In(version)?.Documented);

    public Field? Find(Parameter parameter) => parameter.In(version) is { } name ? fields.Find(name) : null;

    /// <summary>Sent with a value other than zero.</summary>
    public bool IsSet(Parameter parameter) =>
        Find(parameter) is { } field && !(Scalar.TryReadNumber(field.Value.Span, out var number) && number == 0);

    public bool Flag(Parameter parameter) => Number(parameter, 0, 1) == 1;

    /// <param name="least">Zero counts as nothing, whatever the bounds.</param>
    public int Number(Parameter parameter, int least, int greatest, int absent = 0)
    {
        if (parameter.In(version) is not { } name) return absent;
        if (!fields.TryNumber(name, least, greatest, out var number)) Refuse(ErrorCode.BadParameters, parameter);
        else if (number != 0) return number;
        return absent;
    }

    public decimal Decimal(Parameter parameter, decimal least, decimal greatest, decimal absent)
    {
        if (Find(parameter) is not { } field) return absent;
        if (Scalar.TryReadDecimal(field.Value.Span, out var number) && (number == 0 || (number >= least && number <= greatest))) return number == 0 ? absent : number;
        Refuse(ErrorCode.BadParameters, parameter);
        return absent;
    }

    /// <param name="longest">Characters (Unicode scalars). Line breaks and tabs are text; other control characters are none, and a zero cannot be stored.</param>
    public string? Text(Parameter parameter, int longest)
    {
        if (parameter.In(version) is not { } name) return null;
        if (fields.TryText(name, out var text) && IsText(text, longest)) return text;
        Refuse(ErrorCode.BadParameters, parameter);
        return null;
    }

    public string? RequiredText(Parameter parameter, int longest)
    {
        var text = Text(parameter, longest);
        if (text is null) Refuse(ErrorCode.BadParameters, parameter);
        return text;
    }

    /// <summary>The whole address of a page, and its host.</summary>
    public (string Address, string Host)? Page(bool isRequired)
    {
        var name = CommonParameters.PageUrl.In(version)!;
        if (fields.TryText(name, out var page) && page is null && !isRequired) return null;
        if (page is not null && IsText(page, LongestAddress) && DomainName.TryParse(page, out var host, out var address)) return (address, host.Value);
        Refuse(ErrorCode.PageUrl, CommonParameters.PageUrl);
        return null;
    }

    public StoredImage? Image(Field? field)
    {
        StoredImage? image = null;
        if (field is not { } found) Refuse(ErrorCode.Upload);
        else if (ImageReader.Read(found, ImageLimits.Captcha, out image) is { } code) Refuse(code);
        return image;
    }

    public StoredImage? InstructionImage()
    {
        if (Find(ImageParameters.InstructionImage) is not { } field) return null;
        if (ImageReader.Read(field, ImageLimits.Instruction, out var image) is not null) Refuse(ErrorCode.BadInstructionImage, ImageParameters.InstructionImage);
        return image;
    }

    /// <summary>What every order may say, with what the worker is told.</summary>
    public CaptchaRequest Begin(Kind kind) => new(kind)
    {
        Language = Languages.Normalize(fields.TextOrNull(ImageParameters.Language.In(version)!)),
        Alphabet = Number(ImageParameters.Alphabet, 0, 2),
        // It has no effect on answers, so that a wrong one refuses nothing.
        SoftwareId = fields.TryNumber(CommonParameters.SoftwareId.In(version)!, 0, int.MaxValue, out var software) ? software : 0,
        CallbackUrl = Text(CommonParameters.CallbackUrl, LongestAddress),
        Confident = ConfidentForm.Read(this, kind),
    };

    /// <summary>One client sends an empty body beside its file, another an empty file beside its body: what has bytes counts.</summary>
    public Field? FindImage()
    {
        var body = Find(ImageParameters.Body);
        var file = Find(ImageParameters.File);
        var bodyFirst = string.Equals(fields.TextOrNull(ParameterNames.Method), "base64", StringComparison.OrdinalIgnoreCase);
        var image = bodyFirst ? body ?? file : file ?? body;
        if (image is not null || version == ApiVersion.V2) return image;
        // A file of no bytes is a file all the same, and is told so.
        return fields.FindEvenBlank(ImageParameters.File.V1!) is { Form: FieldForm.File } empty ? empty : null;
    }

    private static bool IsText(string? text, int longest)
    {
        if (text is null) return true;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) return false;
            length++;
        }
        return length <= longest;
    }
}
