using System.Reflection;
using CaptchaGrains.Core.Domains;

namespace CaptchaGrains.Actors.Domains;

/// <summary>The deny list of this version, which lies in the assembly.</summary>
public static class ShippedList
{
    private const string Name = "deny-list.txt";

    public static ShippedRules Rules { get; } = Read();

    private static ShippedRules Read()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"{Name} is missing."));
        return ShippedRules.Parse(reader.ReadToEnd());
    }
}
