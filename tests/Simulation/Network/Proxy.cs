using System.Reflection;

namespace CaptchaGrains.Simulation.Network;

/// <summary>Stands for something in another process.</summary>
public class Proxy : DispatchProxy
{
    private ICallee? _callee;

    internal static TInterface Of<TInterface>(ICallee callee) where TInterface : class
    {
        var proxy = Create<TInterface, Proxy>();
        ((Proxy)(object)proxy)._callee = callee;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => CallShape.Of(targetMethod!).Send(_callee!, args ?? []);
}
