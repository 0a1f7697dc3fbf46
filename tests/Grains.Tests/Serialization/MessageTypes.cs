using System.Reflection;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Grains.Interfaces.Push;
using CaptchaGrains.Grains.Interfaces.Serialization;

namespace CaptchaGrains.Grains.Tests.Serialization;

/// <summary>Every type that a call of an actor takes or gives, found by looking at the interfaces.</summary>
internal static class MessageTypes
{
    public static IReadOnlyCollection<Type> All { get; } = Find();

    public static IEnumerable<Type> Actors => typeof(IActors).GetMethods().Select(m => m.ReturnType).Append(typeof(IPushObserver));

    private static List<Type> Find() =>
    [
        .. Actors.SelectMany(a => a.GetMethods()).SelectMany(TypesOf).Select(Bare).Where(MessageJson.Covers).Distinct().OrderBy(t => t.Name),
    ];

    private static IEnumerable<Type> TypesOf(MethodInfo method) =>
        method.GetParameters().Select(p => p.ParameterType).Concat(method.ReturnType.GetGenericArguments());

    private static Type Bare(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType && MessageJson.Covers(type.GetGenericArguments()[0]) ? type.GetGenericArguments()[0] : type;
    }
}
