using System.Collections.Immutable;

namespace CaptchaGrains.Api.Docs;

/// <summary>Something to try, and what comes back. The tests run every one that a page shows.</summary>
/// <param name="Id">Unique on its page: it is its anchor.</param>
/// <param name="Command">For a POSIX shell in which HOST and KEY are set, and ID after a submission.</param>
/// <param name="Reply">What comes back; the id is <see cref="SampleReplies.Id"/>.</param>
/// <param name="Others">What may come back instead, each with its meaning.</param>
internal sealed record Example(string Id, string Title, string Command, string Reply, ImmutableArray<(string Meaning, string Reply)> Others)
{
    public Example(string id, string title, string command, string reply)
        : this(id, title, command, reply, [])
    {
    }
}
