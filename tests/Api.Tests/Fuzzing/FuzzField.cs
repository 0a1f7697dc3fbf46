namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>One field of a request, before it has a transport.</summary>
/// <param name="Style">A number by which a transport chooses how to write it.</param>
internal sealed record FuzzField(string Name, string Value, int Style)
{
    /// <summary>In a JSON request, the task instead of what stands beside it.</summary>
    public bool InTask { get; init; }
}
