using CaptchaGrains.Api.Errors;

namespace CaptchaGrains.Sandbox;

/// <summary>Codes by whatever name the author of a rule knows them.</summary>
internal static class ErrorNames
{
    /// <summary>
    /// By the name that both versions have for it, or version 1, or version 2, or else the name of our own table, which alone tells apart what customers see alike.
    /// </summary>
    /// <param name="place">Only codes that are answered there.</param>
    public static ErrorEntry? Find(string name, ErrorPlace place)
    {
        var there = ErrorTable.All.Where(e => (e.Where & place) != 0);
        return there.FirstOrDefault(e => e.V1 == name && e.V2 == name)
            ?? there.FirstOrDefault(e => e.V1 == name)
            ?? there.FirstOrDefault(e => e.V2 == name)
            ?? there.FirstOrDefault(e => string.Equals(e.Code.ToString(), name, StringComparison.OrdinalIgnoreCase));
    }
}
