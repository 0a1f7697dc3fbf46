using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using P = CaptchaGrains.Api.Orders.ImageParameters;

namespace CaptchaGrains.Api.Orders;

/// <summary>One to nine images that are turned upright.</summary>
internal static class RotateForm
{
    public static readonly Parameter[] Parameters = [P.Body, P.File, .. P.MoreFiles, P.Angle, P.Instruction, P.InstructionImage, P.Alphabet, P.Language];

    private static readonly ParameterName[] Files = [new("file"), new("file_1"), .. P.MoreFiles.Select(p => p.V1!)];

    public static Order? Read(OrderReader reader)
    {
        var step = (int)decimal.Round(reader.Decimal(P.Angle, 1, 360, Rotation.DefaultStep), MidpointRounding.AwayFromZero);
        var images = ImagesOf(reader);
        var request = reader.Begin(Kind.Rotate) with { Rotation = new Rotation(step, Math.Max(1, images.Count)) };
        if (images.Count > Rotation.MostImages) reader.Refuse(Errors.ErrorCode.BadParameters, P.File);
        if (images.Count <= 1) return ImageTextForm.Complete(reader, request);

        request = request with { Instruction = reader.Text(P.Instruction, OrderReader.LongestInstruction), Domain = reader.Page(isRequired: false)?.Host };
        if (reader.Refusal is not null) return null;
        var read = images.ConvertAll(field => reader.Image(field));
        var instruction = reader.InstructionImage();
        if (reader.Refusal is not null) return null;
        return new Order(ImageTextForm.Measured(request with { HasInstructionImage = instruction is not null }, read[0]!),
            new CaptchaImages(read[0], instruction) { More = [.. read.Skip(1).Select(image => image!)] });
    }

    /// <summary>All files that have bytes, in their order; a body counts only where there is none.</summary>
    private static List<Field> ImagesOf(OrderReader reader)
    {
        var files = new List<Field>();
        if (reader.Version == ApiVersion.V2) return files;
        foreach (var name in Files)
            if (reader.Fields.Find(name) is { } file) files.Add(file);
        return files;
    }
}
