using System.Globalization;
using System.Text.Json;

namespace CaptchaGrains.Sandbox;

/// <summary>What is wrong with a script, in a sentence for its author. The first finding is kept.</summary>
internal sealed class Reading
{
    public string? Flaw { get; private set; }

    public void Refuse(string where, string why) => Flaw ??= where.Length == 0 ? why : $"{where}: {why}";
}

/// <summary>The members of one JSON object. Those that nobody asks for are slips of the pen, and are refused in the end.</summary>
internal sealed class Members
{
    private readonly Reading _reading;
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _known = [];

    public Members(Reading reading, JsonElement element, string path)
    {
        (_reading, _object, _path) = (reading, element, path);
        if (element.ValueKind != JsonValueKind.Object) reading.Refuse(path, "has to be an object");
    }

    public void Refuse(string name, string why) => _reading.Refuse(PathOf(name), why);

    /// <summary>Null: absent, or null.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        if (_object.ValueKind != JsonValueKind.Object || !_object.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value;
    }

    public Members? Object(string name) => Find(name) is { } value ? new Members(_reading, value, PathOf(name)) : null;

    public string? Text(string name, int longest)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest) return text;
        Refuse(name, $"has to be a text of 1 to {longest} characters");
        return null;
    }

    public double? Number(string name, double least, double most, bool isWhole = false)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most && (!isWhole || number == Math.Floor(number)))
            return number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"has to be a {(isWhole ? "whole " : "")}number from {least} to {most}"));
        return null;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } value) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Refuse(name, "has to be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>One of the names of an enumeration, in whatever case.</summary>
    public T? Choice<T>(string name) where T : struct, Enum
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && char.IsAsciiLetter(text[0])
            && Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice)) return choice;
        Refuse(name, "has to be one of " + string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)));
        return null;
    }

    /// <summary>Texts by any name; numbers and truth values become texts.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts()
    {
        if (_object.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in _object.EnumerateObject())
        {
            _known.Add(member.Name);
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.String: yield return new(member.Name, member.Value.GetString()!); break;
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False: yield return new(member.Name, member.Value.GetRawText()); break;
                default: Refuse(member.Name, "has to be a text, a number or a truth value"); break;
            }
        }
    }

    public void End()
    {
        if (_object.ValueKind != JsonValueKind.Object) return;
        foreach (var member in _object.EnumerateObject())
            if (!_known.Contains(member.Name)) Refuse(member.Name, "is not known; there are " + string.Join(", ", _known));
    }

    private string PathOf(string name) => _path.Length == 0 ? name : name.Length == 0 ? _path : $"{_path}.{name}";
}
