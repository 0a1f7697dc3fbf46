namespace CaptchaGrains.Api.Requests;

/// <summary>Parameters that are read before the version and the kind of a request are known, and those of version 1 that tell kinds apart.</summary>
internal static class ParameterNames
{
    public static readonly ParameterName Key = new("key");
    public static readonly ParameterName Json = new("json");
    public static readonly ParameterName HeaderAcao = new("header_acao");
    public static readonly ParameterName Action = new("action");
    public static readonly ParameterName Id = new("id");
    public static readonly ParameterName Ids = new("ids");
    public static readonly ParameterName Before = new("before");
    public static readonly ParameterName Count = new("count");
    public static readonly ParameterName Wait = new("wait");
    public static readonly ParameterName DebugDump = new("debug_dump");
    public static readonly ParameterName Method = new("method");

    public static readonly ParameterName Address = new("addr");

    public static readonly ParameterName ClientKey = new("clientKey");
    public static readonly ParameterName Task = new("task");
    public static readonly ParameterName TaskId = new("taskId");
    public static readonly ParameterName Type = new("type");
    public static readonly ParameterName LanguagePool = new("languagePool");

    /// <summary>Whether a field of this name can hold base64.</summary>
    public static bool IsImage(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("body"u8) || name.SequenceEqual("imginstructions"u8) || name.SequenceEqual("file"u8) || name.SequenceEqual("hint_image"u8)
        || (name.Length == 6 && name.StartsWith("file_"u8) && char.IsAsciiDigit((char)name[5]));
}
