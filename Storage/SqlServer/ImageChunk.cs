using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>The images of a part of a batch, one after another in one binary parameter, out of which the server cuts them.</summary>
internal sealed record ImageChunk(IReadOnlyList<PlacedImage> Images, byte[] Bytes)
{
    /// <summary>A batch of large images must not become one huge parameter, on either side; a batch of usual ones is one chunk.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Chunks of at most <see cref="MaxBytes"/>; an image that is larger is a chunk of its own.</summary>
    public static IEnumerable<ImageChunk> Of(IEnumerable<SubmitCommit> submitted)
    {
        var placed = new List<PlacedImage>();
        var length = 0;
        foreach (var submit in submitted)
        {
            foreach (var (part, image) in ImageParts.Of(submit.Images))
            {
                if (placed.Count > 0 && length + image.Bytes.Length > MaxBytes)
                {
                    yield return Filled(placed, length);
                    (placed, length) = ([], 0);
                }
                placed.Add(new PlacedImage(submit.Captcha.Id, part, image, length + 1));
                length += image.Bytes.Length;
            }
        }
        if (placed.Count > 0) yield return Filled(placed, length);
    }

    private static ImageChunk Filled(List<PlacedImage> placed, int length)
    {
        var bytes = new byte[length];
        foreach (var image in placed) image.Image.Bytes.CopyTo(bytes, image.Start - 1);
        return new ImageChunk(placed, bytes);
    }
}
