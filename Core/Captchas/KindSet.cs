using System.Numerics;

namespace CaptchaGrains.Core.Captchas;

/// <summary>Some of the kinds, as small as a number.</summary>
/// <param name="Bits">The bit of each kind is its number.</param>
public readonly record struct KindSet(long Bits)
{
    /// <summary>Every kind's number is below this.</summary>
    public const int Size = 64;

    /// <summary>Every kind that there is.</summary>
    public static KindSet All { get; } = Of(Enum.GetValues<Kind>());

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount((ulong)Bits);

    public static KindSet Of(params ReadOnlySpan<Kind> kinds)
    {
        var bits = 0L;
        foreach (var kind in kinds) bits |= 1L << (int)kind;
        return new KindSet(bits);
    }

    public bool Contains(Kind kind) => (Bits >> (int)kind & 1) != 0;

    public static KindSet operator &(KindSet a, KindSet b) => new(a.Bits & b.Bits);

    public static KindSet operator |(KindSet a, KindSet b) => new(a.Bits | b.Bits);

    /// <summary>In the order of their numbers, without an allocation.</summary>
    public Enumerator GetEnumerator() => new(Bits);

    public override string ToString()
    {
        var names = new List<string>(Count);
        foreach (var kind in this) names.Add(kind.ToString());
        return string.Join(' ', names);
    }

    public struct Enumerator
    {
        private long _left;

        internal Enumerator(long bits) => _left = bits;

        public Kind Current { get; private set; }

        public bool MoveNext()
        {
            if (_left == 0) return false;
            Current = (Kind)BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
