namespace CaptchaGrains.Demo;

/// <summary>The mistake of a person who typed too fast.</summary>
internal static class Slip
{
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";

    /// <summary>One character is another one of its sort, so the form is still right.</summary>
    /// <param name="answer">Not empty.</param>
    public static string In(string answer, Random random)
    {
        var at = random.Next(answer.Length);
        var from = char.IsAsciiDigit(answer[at]) ? Digits : Letters;
        char other;
        do other = from[random.Next(from.Length)];
        while (char.ToLowerInvariant(answer[at]) == other);
        if (char.IsUpper(answer[at])) other = char.ToUpperInvariant(other);
        return string.Concat(answer.AsSpan(0, at), [other], answer.AsSpan(at + 1));
    }
}
