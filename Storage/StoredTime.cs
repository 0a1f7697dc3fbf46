namespace CaptchaGrains.Storage;

/// <summary>Times are kept as whole milliseconds since 1970 in UTC, on every engine alike; what is finer is cut off.</summary>
internal static class StoredTime
{
    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Read(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Read(long? milliseconds) => milliseconds is { } value ? Read(value) : null;

    public static DateTimeOffset Cut(DateTimeOffset time) => Read(Of(time));

    public static DateTimeOffset? Cut(DateTimeOffset? time) => Read(Of(time));
}
