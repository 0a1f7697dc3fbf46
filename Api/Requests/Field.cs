namespace CaptchaGrains.Api.Requests;

/// <summary>In what form a field came, which decides how its value is read.</summary>
internal enum FieldForm
{
    /// <summary>From a query or an urlencoded body.</summary>
    UrlEncoded = 1,

    /// <summary>A multipart part without a file name.</summary>
    Part = 2,

    /// <summary>A multipart part with a file name.</summary>
    File = 3,

    JsonString = 4,
    JsonNumber = 5,
    JsonBoolean = 6,

    /// <summary>A JSON object or array; the value is its text.</summary>
    JsonStructure = 7,
}

/// <summary>One field of a request: slices of the request's own bytes, not copies.</summary>
/// <param name="Name">UTF-8.</param>
/// <param name="Value">Decoded from its transport, UTF-8 where it is text.</param>
internal readonly record struct Field(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value, FieldForm Form)
{
    /// <summary>Sent, but without a value: an empty text, or false where no truth value is meant.</summary>
    public bool IsBlank => Value.Length == 0 || (Form == FieldForm.JsonBoolean && Value.Span[0] == (byte)'f');
}
