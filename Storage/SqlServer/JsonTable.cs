using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>
/// Rows that go to the server as one JSON document in one parameter. The document and the statement that reads it are made from the same columns, so they
/// cannot differ.
/// </summary>
internal sealed class JsonTable<TRow>(string parameter)
{
    private readonly List<(string Name, string Type, Action<Utf8JsonWriter, string, TRow> Write)> _columns = [];

    public string Parameter => parameter;

    /// <summary>The names of the columns, comma between them.</summary>
    public string Columns => string.Join(", ", _columns.Select(c => $"[{c.Name}]"));

    /// <summary>What stands in a FROM clause.</summary>
    public string Rows => $"OPENJSON(@{parameter}) WITH ({string.Join(", ", _columns.Select(c => $"[{c.Name}] {c.Type}"))})";

    public JsonTable<TRow> Long(string name, Func<TRow, long?> value) => Number(name, "bigint", value);

    public JsonTable<TRow> Short(string name, Func<TRow, short> value) => Number(name, "smallint", row => value(row));

    public JsonTable<TRow> Int(string name, Func<TRow, int> value) => Number(name, "int", row => value(row));

    public JsonTable<TRow> Double(string name, Func<TRow, double> value) => Add(name, "float", (json, column, row) => json.WriteNumber(column, value(row)));

    // A column that is missing in an object is null to the server.
    public JsonTable<TRow> Text(string name, Func<TRow, string?> value) => Add(name, "nvarchar(max)", (json, column, row) =>
    {
        if (value(row) is { } text) json.WriteString(column, text);
    });

    /// <summary>An array of objects, in the order of the rows. ASCII only: everything else is escaped.</summary>
    public string Write(IEnumerable<TRow> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                foreach (var (name, _, write) in _columns) write(json, name, row);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private JsonTable<TRow> Number(string name, string type, Func<TRow, long?> value) => Add(name, type, (json, column, row) =>
    {
        if (value(row) is { } number) json.WriteNumber(column, number);
    });

    private JsonTable<TRow> Add(string name, string type, Action<Utf8JsonWriter, string, TRow> write)
    {
        _columns.Add((name, type, write));
        return this;
    }
}
