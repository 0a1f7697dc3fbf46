using System.Text;

namespace CaptchaGrains.Api.Requests;

/// <summary>A parameter and the spellings under which clients send it, the documented one first.</summary>
internal sealed class ParameterName
{
    private readonly byte[][] _spellings;

    public ParameterName(params string[] spellings)
    {
        Documented = spellings[0];
        _spellings = [.. spellings.Select(Encoding.UTF8.GetBytes)];
    }

    public string Documented { get; }

    public ReadOnlySpan<byte[]> Spellings => _spellings;
}
