using System.Text;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.V1;

/// <summary><c>debug_dump=1</c>: what was received, as three arrays before the usual answer: query, body, files.</summary>
internal static class DebugDump
{
    /// <summary>Bytes of a value that are shown.</summary>
    private const int LongestValue = 200;

    /// <param name="fromQuery">How many of the fields came with the address; they are the first.</param>
    public static string Of(Fields fields, int fromQuery)
    {
        var text = new StringBuilder();
        Append(text, fields.All.Take(fromQuery));
        Append(text, fields.All.Skip(fromQuery).Where(f => f.Form != FieldForm.File));
        Append(text, fields.All.Skip(fromQuery).Where(f => f.Form == FieldForm.File));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<Field> fields)
    {
        text.Append("Array\n(\n");
        foreach (var field in fields)
        {
            text.Append("    [").Append(Encoding.UTF8.GetString(field.Name.Span)).Append("] => ");
            if (field.Form == FieldForm.File) text.Append(field.Value.Length).Append(" bytes");
            else if (field.Value.Length <= LongestValue) text.Append(Encoding.UTF8.GetString(field.Value.Span));
            else text.Append(Encoding.UTF8.GetString(field.Value.Span[..LongestValue])).Append("… ").Append(field.Value.Length).Append(" bytes");
            text.Append('\n');
        }
        text.Append(")\n");
    }
}
