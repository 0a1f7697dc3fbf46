using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>A hash of everything that the customer sent: tells a repeated submission from a different one under the same id.</summary>
public static class SubmissionFingerprint
{
    /// <returns>The first 64 bits of a SHA-256 over customer, request and images.</returns>
    public static long Of(Submission submission)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, submission.Customer.Value);
        hash.AppendData(number);
        // A record prints all of its properties, new ones too.
        hash.AppendData(Encoding.UTF8.GetBytes(submission.Request.ToString()));
        Append(hash, submission.Images.Image);
        Append(hash, submission.Images.Instruction);
        foreach (var image in submission.Images.More) Append(hash, image);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }

    private static void Append(IncrementalHash hash, StoredImage? image)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, image?.Bytes.Length ?? -1);
        hash.AppendData(length);
        if (image is not null) hash.AppendData(image.Bytes.AsSpan());
    }
}
