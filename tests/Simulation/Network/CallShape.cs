using System.Collections.Concurrent;
using System.Reflection;

namespace CaptchaGrains.Simulation.Network;

/// <summary>Who carries out the calls on a <see cref="Proxy"/>.</summary>
internal interface ICallee
{
    Task<T> Call<T>(CallShape<T> shape, object?[] args);
}

/// <summary>One method of an interface, made callable with its own result type.</summary>
internal abstract class CallShape
{
    private static readonly ConcurrentDictionary<MethodInfo, CallShape> Known = new();

    public required string Name { get; init; }

    public static CallShape Of(MethodInfo method) => Known.GetOrAdd(method, static m =>
    {
        if (m.ReturnType == typeof(Task)) return new PlainShape(MethodInvoker.Create(m)) { Name = m.Name };
        if (!m.ReturnType.IsGenericType || m.ReturnType.GetGenericTypeDefinition() != typeof(Task<>))
            throw new NotSupportedException($"{m} is not asynchronous and cannot be called in another process.");
        var shape = (CallShape)Activator.CreateInstance(
            typeof(ResultShape<>).MakeGenericType(m.ReturnType.GetGenericArguments()), MethodInvoker.Create(m), m.Name)!;
        return shape;
    });

    /// <returns>A task of the method's own type.</returns>
    public abstract Task Send(ICallee callee, object?[] args);
}

internal abstract class CallShape<T> : CallShape
{
    public abstract Task<T> Invoke(object target, object?[] args);

    public override Task Send(ICallee callee, object?[] args) => callee.Call(this, args);
}

internal sealed class ResultShape<T> : CallShape<T>
{
    private readonly MethodInvoker _invoker;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public ResultShape(MethodInvoker invoker, string name) => (_invoker, Name) = (invoker, name);

    public override Task<T> Invoke(object target, object?[] args) => (Task<T>)_invoker.Invoke(target, args.AsSpan())!;
}

/// <summary>A method that only says that it is done.</summary>
internal sealed class PlainShape(MethodInvoker invoker) : CallShape<bool>
{
    public override async Task<bool> Invoke(object target, object?[] args)
    {
        await (Task)invoker.Invoke(target, args.AsSpan())!;
        return true;
    }
}
