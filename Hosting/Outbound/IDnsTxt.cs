using System.Collections.Immutable;

namespace CaptchaGrains.Hosting.Outbound;

/// <summary>The TXT records of names.</summary>
public interface IDnsTxt
{
    /// <param name="name">ASCII, with dots.</param>
    /// <returns>Each record as one text, its parts joined; none where there are none, or nobody could say.</returns>
    Task<ImmutableArray<string>> Find(string name, CancellationToken cancellation);
}
