using System.Collections.Immutable;

namespace CaptchaGrains.Imaging.Strokes;

/// <summary>A character as strokes of a pen.</summary>
/// <param name="Width">In units of the font, of which a capital letter is 100 high; without the pen's own thickness.</param>
/// <param name="Strokes">Polylines; x grows to the right from 0, y downward from the top of a capital (0) to the baseline (100).</param>
public sealed record Glyph(float Width, ImmutableArray<ImmutableArray<Spot>> Strokes);

/// <summary>A point of the plane, in whatever unit the context says.</summary>
public readonly record struct Spot(float X, float Y);
