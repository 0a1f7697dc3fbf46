using System.Net;
using System.Text;
using System.Text.Unicode;
using CaptchaGrains.Api.Scripting;

namespace CaptchaGrains.Api.Requests;

/// <summary>
/// The fields of one request, whatever their transport. Of fields with the same name the last one counts, and the body counts more than the query.
/// Values that are absent, null and empty are alike.
/// </summary>
internal sealed class Fields(int capacity)
{
    /// <summary>Bytes of the longest text that anybody reads as text; images are no texts.</summary>
    private const int LongestText = 4096;

    private readonly List<Field> _fields = new(16);

    public int Count => _fields.Count;

    public int Capacity => capacity;

    /// <summary>From where the request came; null: unknown.</summary>
    public IPAddress? Caller { get; set; }

    /// <summary>Who has a say in what becomes of the request; null: nobody.</summary>
    public IScriptedCall? Script { get; set; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Field> All => _fields;

    /// <returns>False when there are too many.</returns>
    public bool TryAdd(in Field field)
    {
        if (_fields.Count >= capacity) return false;
        _fields.Add(field);
        return true;
    }

    /// <summary>The last field with the first of these names that has a value.</summary>
    public Field? Find(ParameterName name)
    {
        foreach (var spelling in name.Spellings)
            for (var i = _fields.Count - 1; i >= 0; i--)
                if (_fields[i].Name.Span.SequenceEqual(spelling))
                {
                    if (_fields[i].IsBlank) break;
                    return _fields[i];
                }
        return null;
    }

    /// <summary>As <see cref="Find"/>, but an empty value is found too.</summary>
    public Field? FindEvenBlank(ParameterName name)
    {
        if (Find(name) is { } field) return field;
        foreach (var spelling in name.Spellings)
            foreach (var candidate in _fields)
                if (candidate.Name.Span.SequenceEqual(spelling)) return candidate;
        return null;
    }

    /// <summary>A text in well-formed UTF-8, outer white space removed; null when there is none.</summary>
    /// <returns>False when it is not a text, or longer than any text is.</returns>
    public bool TryText(ParameterName name, out string? text)
    {
        text = null;
        if (Find(name) is not { } field) return true;
        if (field.Form is FieldForm.JsonStructure or FieldForm.JsonBoolean) return false;
        if (field.Value.Length > LongestText || !Utf8.IsValid(field.Value.Span)) return false;
        text = Encoding.UTF8.GetString(field.Value.Span).Trim();
        if (text.Length == 0) text = null;
        return true;
    }

    /// <summary>As <see cref="TryText"/>; null also where that would be false.</summary>
    public string? TextOrNull(ParameterName name) => TryText(name, out var text) ? text : null;

    /// <summary>A whole number within bounds; zero when there is none. <c>1.0</c> and the words True and False are numbers too.</summary>
    /// <returns>False when it is none, or outside the bounds.</returns>
    public bool TryNumber(ParameterName name, int least, int greatest, out int number)
    {
        number = 0;
        if (Find(name) is not { } field) return true;
        if (field.Form is FieldForm.JsonStructure or FieldForm.File) return false;
        return Scalar.TryReadNumber(field.Value.Span, out number) && (number == 0 || (number >= least && number <= greatest));
    }

    /// <summary>A truth value: 1, 0, True, False; false when there is none.</summary>
    /// <returns>False when it is something else.</returns>
    public bool TryFlag(ParameterName name, out bool flag)
    {
        var read = TryNumber(name, 0, 1, out var number);
        flag = number == 1;
        return read;
    }

    /// <summary>Whether the flag is set; anything malformed counts as not set.</summary>
    public bool HasFlag(ParameterName name) => TryFlag(name, out var flag) && flag;
}
