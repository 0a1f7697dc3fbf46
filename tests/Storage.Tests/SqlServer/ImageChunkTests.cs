using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.SqlServer;
using Xunit;

namespace CaptchaGrains.Storage.Tests.SqlServer;

public sealed class ImageChunkTests
{
    [Fact]
    public void Each_image_is_cut_out_where_it_was_put()
    {
        var submitted = Enumerable.Range(1, 20).Select(id => Submit(id, Bytes(id, 100 * id), id % 2 == 0 ? Bytes(-id, id) : null)).ToList();
        var chunk = Assert.Single(ImageChunk.Of(submitted));
        Assert.Equal(30, chunk.Images.Count);
        foreach (var image in chunk.Images)
            Assert.Equal(image.Image.Bytes, chunk.Bytes.AsSpan(image.Start - 1, image.Image.Bytes.Length).ToArray());
        Assert.Equal(1, chunk.Images[0].Start);
        Assert.Equal(chunk.Bytes.Length, chunk.Images.Sum(i => i.Image.Bytes.Length));
    }

    [Fact]
    public void Many_large_images_are_several_chunks_and_none_is_lost()
    {
        var image = Bytes(1, 600 * 1024);
        var submitted = Enumerable.Range(1, 64).Select(id => Submit(id, image, null)).ToList();
        var chunks = ImageChunk.Of(submitted).ToList();
        Assert.Equal(5, chunks.Count);
        Assert.All(chunks, c => Assert.InRange(c.Bytes.Length, 1, ImageChunk.MaxBytes));
        Assert.Equal(Enumerable.Range(1, 64).Select(id => (long)id), chunks.SelectMany(c => c.Images).Select(i => i.Captcha.Value));
    }

    [Fact]
    public void An_image_above_the_bound_is_alone_and_no_image_is_no_chunk()
    {
        var chunks = ImageChunk.Of([Submit(1, Bytes(1, 10), null), Submit(2, Bytes(2, ImageChunk.MaxBytes + 1), null), Submit(3, Bytes(3, 10), null)]);
        Assert.Equal([10, ImageChunk.MaxBytes + 1, 10], chunks.Select(c => c.Bytes.Length));
        Assert.Empty(ImageChunk.Of([SubmitCommit.Of(Given.Captcha(1), CaptchaImages.None, 1)]));
    }

    [Fact]
    public void All_images_of_a_captcha_are_in_it()
    {
        var images = new CaptchaImages(Bytes(1, 10), Bytes(2, 20)) { More = [Bytes(3, 30), Bytes(4, 40)] };
        var chunk = Assert.Single(ImageChunk.Of([SubmitCommit.Of(Given.Captcha(1), images, 1)]));
        Assert.Equal([1, 2, 3, 4], chunk.Images.Select(i => (short)i.Part));
        Assert.Equal([1, 11, 31, 61], chunk.Images.Select(i => i.Start));
    }

    private static SubmitCommit Submit(long id, StoredImage image, StoredImage? instruction) =>
        SubmitCommit.Of(Given.Captcha(id), new CaptchaImages(image, instruction), id);

    private static StoredImage Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return new StoredImage("image/png", [.. bytes]);
    }
}
