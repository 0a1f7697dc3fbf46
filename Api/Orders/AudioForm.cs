using System.Collections.Frozen;
using System.Runtime.InteropServices;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using P = CaptchaGrains.Api.Orders.ImageParameters;

namespace CaptchaGrains.Api.Orders;

/// <summary>A sound whose words are wanted.</summary>
internal static class AudioForm
{
    private const int LeastBytes = 100;
    private const int MostBytes = 1024 * 1024;

    public static readonly Parameter[] Parameters = [P.Sound, P.SoundLanguage];

    private static readonly FrozenSet<string> Spoken = new[] { "en", "fr", "de", "el", "pt", "ru" }.ToFrozenSet(StringComparer.Ordinal);

    public static Order? Read(OrderReader reader)
    {
        var language = Languages.Normalize(reader.RequiredText(P.SoundLanguage, OrderReader.LongestInstruction));
        if (language is null || !Spoken.Contains(language)) reader.Refuse(ErrorCode.BadParameters, P.SoundLanguage);
        var request = reader.Begin(Kind.Audio) with { Language = language, Domain = reader.Page(isRequired: false)?.Host };
        if (reader.Refusal is not null) return null;
        if (reader.FindImage() is not { } field || ImageReader.BytesOf(field, IsMp3) is not { } sound) reader.Refuse(ErrorCode.Upload, P.Sound);
        else if (sound.Length < LeastBytes) reader.Refuse(ErrorCode.ZeroFileSize);
        else if (sound.Length > MostBytes) reader.Refuse(ErrorCode.TooBigFileSize);
        else if (!IsMp3(sound)) reader.Refuse(ErrorCode.SoundNotSupported);
        else return new Order(request, new CaptchaImages(new StoredImage("audio/mpeg", ImmutableCollectionsMarshal.AsImmutableArray(sound)), null));
        return null;
    }

    /// <summary>A tag of ID3v2, or the head of a frame (ISO 11172-3): eleven set bits, and no reserved version, layer, bit rate or sampling rate.</summary>
    private static bool IsMp3(ReadOnlySpan<byte> sound)
    {
        if (sound.StartsWith("ID3"u8)) return true;
        if (sound.Length < 4 || sound[0] != 0xFF || (sound[1] & 0xE0) != 0xE0) return false;
        return (sound[1] & 0x18) != 0x08 && (sound[1] & 0x06) != 0 && (sound[2] & 0xF0) != 0xF0 && (sound[2] & 0x0C) != 0x0C;
    }
}
