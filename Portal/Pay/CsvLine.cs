using System.Text;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Portal.Pay;

/// <summary>One line of a CSV file (RFC 4180).</summary>
internal static class CsvLine
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string Formula = "=+-@\t\r";

    /// <param name="fields">Text fields are made harmless for spreadsheets; a number is only a number when it is one.</param>
    public static string Of(params ReadOnlySpan<string?> fields)
    {
        var line = new StringBuilder();
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) line.Append(',');
            Append(line, fields[i] ?? "");
        }
        return line.Append("\r\n").ToString();
    }

    private static void Append(StringBuilder line, string field)
    {
        // A quote before it makes a spreadsheet take it for text.
        if (field.Length > 0 && Formula.Contains(field[0], StringComparison.Ordinal) && !IsNumber(field)) field = "'" + field;
        if (field.AsSpan().IndexOfAny(",\"\r\n") < 0) line.Append(field);
        else line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static bool IsNumber(string field) => Money.TryParse(field, out _) && field[0] != '+';
}
