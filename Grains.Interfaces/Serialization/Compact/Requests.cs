using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactRequest
{
    [Id(0)] public short Kind;
    [Id(1)] public bool Phrase;
    [Id(2)] public bool CaseSensitive;
    [Id(3)] public short Numeric;
    [Id(4)] public bool Math;
    [Id(5)] public int MinLength;
    [Id(6)] public int MaxLength;
    [Id(7)] public string? Instruction;
    [Id(8)] public bool HasInstructionImage;
    [Id(9)] public string? Language;
    [Id(10)] public int Alphabet;
    [Id(11)] public string? Domain;
    [Id(12)] public int ImageWidth;
    [Id(13)] public int ImageHeight;
    [Id(14)] public GridShape? Grid;
    [Id(15)] public ClickRange? Clicks;
    [Id(16)] public Rotation? Rotation;
    [Id(17)] public TokenTask? Token;
    [Id(18)] public int SoftwareId;
    [Id(19)] public string? CallbackUrl;
    [Id(20)] public short CallbackForm;
}

[GenerateSerializer]
internal struct CompactImage
{
    [Id(0)] public string ContentType;
    [Id(1)] public byte[] Bytes;
}

[GenerateSerializer]
internal struct CompactSubmission
{
    [Id(0)] public long Id;
    [Id(1)] public long Customer;
    [Id(2)] public CaptchaRequest Request;
    [Id(3)] public StoredImage? Image;
    [Id(4)] public StoredImage? Instruction;
    [Id(5)] public StoredImage[]? More;
    [Id(6)] public long? Key;
    [Id(7)] public long? KeyCap;
    [Id(8)] public long? KeyMaxRate;
    [Id(9)] public long? Fingerprint;
}

[RegisterConverter]
internal sealed class RequestConverter : IConverter<CaptchaRequest, CompactRequest>
{
    public CaptchaRequest ConvertFromSurrogate(in CompactRequest surrogate) => new((Kind)surrogate.Kind)
    {
        Phrase = surrogate.Phrase,
        CaseSensitive = surrogate.CaseSensitive,
        Numeric = (NumericRule)surrogate.Numeric,
        Math = surrogate.Math,
        MinLength = surrogate.MinLength,
        MaxLength = surrogate.MaxLength,
        Instruction = surrogate.Instruction,
        HasInstructionImage = surrogate.HasInstructionImage,
        Language = surrogate.Language,
        Alphabet = surrogate.Alphabet,
        Domain = surrogate.Domain,
        ImageWidth = surrogate.ImageWidth,
        ImageHeight = surrogate.ImageHeight,
        Grid = surrogate.Grid,
        Clicks = surrogate.Clicks,
        Rotation = surrogate.Rotation,
        Token = surrogate.Token,
        SoftwareId = surrogate.SoftwareId,
        CallbackUrl = surrogate.CallbackUrl,
        CallbackForm = (CallbackForm)surrogate.CallbackForm,
    };

    public CompactRequest ConvertToSurrogate(in CaptchaRequest value) => new()
    {
        Kind = (short)value.Kind,
        Phrase = value.Phrase,
        CaseSensitive = value.CaseSensitive,
        Numeric = (short)value.Numeric,
        Math = value.Math,
        MinLength = value.MinLength,
        MaxLength = value.MaxLength,
        Instruction = value.Instruction,
        HasInstructionImage = value.HasInstructionImage,
        Language = value.Language,
        Alphabet = value.Alphabet,
        Domain = value.Domain,
        ImageWidth = value.ImageWidth,
        ImageHeight = value.ImageHeight,
        Grid = value.Grid,
        Clicks = value.Clicks,
        Rotation = value.Rotation,
        Token = value.Token,
        SoftwareId = value.SoftwareId,
        CallbackUrl = value.CallbackUrl,
        CallbackForm = (short)value.CallbackForm,
    };
}

[RegisterConverter]
internal sealed class ImageConverter : IConverter<StoredImage, CompactImage>
{
    // Neither side writes to the array again, so that it need not be copied.
    public StoredImage ConvertFromSurrogate(in CompactImage surrogate) =>
        new(surrogate.ContentType, ImmutableCollectionsMarshal.AsImmutableArray(surrogate.Bytes));

    public CompactImage ConvertToSurrogate(in StoredImage value) =>
        new() { ContentType = value.ContentType, Bytes = ImmutableCollectionsMarshal.AsArray(value.Bytes) ?? [] };
}

[RegisterConverter]
internal sealed class SubmissionConverter : IConverter<Submission, CompactSubmission>
{
    public Submission ConvertFromSurrogate(in CompactSubmission surrogate)
    {
        var images = surrogate.Image is null && surrogate.Instruction is null
            ? CaptchaImages.None
            : new CaptchaImages(surrogate.Image, surrogate.Instruction) { More = ImmutableCollectionsMarshal.AsImmutableArray(surrogate.More ?? []) };
        return new Submission(new(surrogate.Id), new(surrogate.Customer), surrogate.Request, images)
        {
            Key = surrogate.Key is { } key ? new KeyTerms(new(key), MoneyOf(surrogate.KeyCap), MoneyOf(surrogate.KeyMaxRate)) : null,
            Fingerprint = surrogate.Fingerprint,
        };
    }

    public CompactSubmission ConvertToSurrogate(in Submission value) => new()
    {
        Id = value.Id.Value,
        Customer = value.Customer.Value,
        Request = value.Request,
        Image = value.Images.Image,
        Instruction = value.Images.Instruction,
        More = value.Images.More.IsEmpty ? null : ImmutableCollectionsMarshal.AsArray(value.Images.More),
        Key = value.Key?.Key.Value,
        KeyCap = value.Key?.DailyCap?.Nanos,
        KeyMaxRate = value.Key?.MaxRate?.Nanos,
        Fingerprint = value.Fingerprint,
    };

    private static Money? MoneyOf(long? nanos) => nanos is { } amount ? new Money(amount) : null;
}
