using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace CaptchaGrains.Grains.Tests.Serialization;

/// <summary>Makes messages in which every property has a value of its own, or as few as possible, and says whether two are the same in all that can be read.</summary>
internal sealed class Sample(bool full)
{
    private int _number = 100;

    public object? Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return full ? Of(inner) : null;
        if (type == typeof(string)) return $"text é {_number++}";
        if (type == typeof(bool)) return full;
        if (type == typeof(byte)) return (byte)_number++;
        if (type == typeof(short)) return (short)_number++;
        if (type == typeof(int)) return _number++;
        if (type == typeof(double)) return 0.25 + _number++;
        if (type == typeof(decimal)) return 0.5m + _number++;
        if (type == typeof(long)) return 5_000_000_000L + _number++;
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddTicks(_number++);
        if (type == typeof(TimeSpan)) return TimeSpan.FromTicks(_number++);
        if (type.IsEnum) return full ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1) : Enum.GetValues(type).GetValue(0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ImmutableArrayOf(type.GetGenericArguments()[0]);
        return RecordOf(type);
    }

    public static bool Same(object? a, object? b)
    {
        if (a is null || b is null) return a is null && b is null;
        if (a.GetType() != b.GetType()) return false;
        if (a is string) return a.Equals(b);
        if (a is IEnumerable one && b is IEnumerable other) return one.Cast<object?>().SequenceEqual(other.Cast<object?>(), new Comparer());
        if (a.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) || a.GetType().IsEnum) return a.Equals(b);
        return a.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).All(p => Same(p.GetValue(a), p.GetValue(b)));
    }

    private object RecordOf(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var nullability = new NullabilityInfoContext();
        var arguments = constructor.GetParameters()
            .Select(p => !full && nullability.Create(p).WriteState == NullabilityState.Nullable ? null : Of(p.ParameterType)).ToArray();
        var record = constructor.Invoke(arguments);
        var taken = constructor.GetParameters().Select(p => p.Name).ToHashSet();
        if (!full) return record;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !taken.Contains(p.Name))) property.SetValue(record, Of(property.PropertyType));
        return record;
    }

    private object ImmutableArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, full ? 3 : 0);
        for (var i = 0; i < array.Length; i++) array.SetValue(Of(element), i);
        var create = typeof(ImmutableArray).GetMethods().Single(m =>
            m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true } only] && only.IsDefined(typeof(ParamArrayAttribute)));
        return create.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private sealed class Comparer : IEqualityComparer<object?>
    {
        bool IEqualityComparer<object?>.Equals(object? x, object? y) => Same(x, y);

        int IEqualityComparer<object?>.GetHashCode(object? obj) => 0;
    }
}
