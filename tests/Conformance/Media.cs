using CaptchaGrains.Imaging.Png;

namespace CaptchaGrains.Conformance;

/// <summary>A picture and a sound, small and real.</summary>
public static class Media
{
    /// <summary>What the contract takes for a grid of three by three when nothing else says so.</summary>
    private const int Side = 300;

    /// <summary>MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 144 × 128,000 ÷ 44,100 bytes a frame.</summary>
    private const int FrameBytes = 417;

    /// <summary>Nine squares, every other one filled.</summary>
    public static byte[] Picture()
    {
        var pixels = new byte[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                pixels[y * Side + x] = (byte)((x / 100 + y / 100) % 2);
        return PngFile.WriteIndexed(Side, Side, pixels, [new Rgb(255, 255, 255), new Rgb(40, 90, 160)]);
    }

    /// <summary>Half a second of silence: frames whose granules are empty.</summary>
    public static byte[] Sound()
    {
        var sound = new byte[FrameBytes * 20];
        for (var frame = 0; frame < sound.Length; frame += FrameBytes) ((ReadOnlySpan<byte>)[0xFF, 0xFB, 0x90, 0xC4]).CopyTo(sound.AsSpan(frame));
        return sound;
    }
}
