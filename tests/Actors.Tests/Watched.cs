using System.Reflection;

namespace CaptchaGrains.Actors.Tests;

/// <summary>A port whose calls a test hears of, and may let fail.</summary>
public class Watched : DispatchProxy
{
    private object _inner = null!;
    private Action<string> _called = null!;
    private Func<object?, object?>? _exchange;

    /// <param name="called">Before each call, with its name.</param>
    /// <param name="exchange">What the caller gets instead of a result; null: the result.</param>
    public static T Of<T>(T inner, Action<string> called, Func<object?, object?>? exchange = null) where T : class
    {
        var port = Create<T, Watched>();
        var watched = (Watched)(object)port;
        (watched._inner, watched._called, watched._exchange) = (inner, called, exchange);
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _called(targetMethod!.Name);
        var result = targetMethod.Invoke(_inner, args);
        return _exchange is null ? result : _exchange(result);
    }
}
