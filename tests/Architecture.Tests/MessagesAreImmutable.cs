using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using CaptchaGrains.Actors.Ports;
using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>What goes from actor to actor is handed on without a copy, so nobody may be able to change it.</summary>
public sealed class MessagesAreImmutable
{
    /// <summary>Every type of ours that an actor takes or gives, and all that is in it.</summary>
    private static readonly Type[] Messages = Reachable(typeof(IActors).GetMethods().Select(m => m.ReturnType)
        .SelectMany(actor => actor.GetMethods())
        .SelectMany(call => call.GetParameters().Select(p => p.ParameterType).Append(call.ReturnType)));

    [Fact]
    public void The_messages_are_found()
    {
        Assert.Contains(typeof(Actors.Captchas.Submission), Messages);
        Assert.Contains(typeof(Core.Dispatch.Ticket), Messages);
        Assert.Contains(typeof(Core.Ledger.Money), Messages);
    }

    [Fact]
    public void A_message_is_a_sealed_record_or_a_readonly_value() =>
        Assert.All(Messages.Where(IsOurs), type => Assert.True(IsImmutableKind(type), $"{type} is neither"));

    [Fact]
    public void Nothing_of_a_message_can_be_set_later() => Assert.All(Messages.Where(t => IsOurs(t) && !t.IsEnum), type =>
    {
        Assert.All(type.GetProperties(), p => Assert.True(p.SetMethod is not { IsPublic: true } || IsInit(p), $"{type.Name}.{p.Name} can be set"));
        Assert.All(type.GetFields(BindingFlags.Public | BindingFlags.Instance), f => Assert.True(f.IsInitOnly, $"{type.Name}.{f.Name} can be set"));
    });

    [Fact]
    public void Collections_in_messages_are_immutable_ones() => Assert.All(
        Messages.Where(t => t.IsArray || t != typeof(string) && typeof(IEnumerable).IsAssignableFrom(t)),
        type => Assert.StartsWith("System.Collections.Immutable.", type.FullName, StringComparison.Ordinal));

    [Fact]
    public void A_message_that_could_be_changed_would_be_found()
    {
        Assert.False(IsImmutableKind(typeof(Core.Ledger.Commit)));
        Assert.False(IsImmutableKind(typeof(PlainClass)));
        Assert.False(IsInit(typeof(PlainClass).GetProperty(nameof(PlainClass.Number))!));
        Assert.Contains(typeof(List<int>), Reachable([typeof(Task<HoldsAList>)]));
        Assert.Contains(typeof(int[]), Reachable([typeof(Task<PlainClass>)]));
    }

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("CaptchaGrains.", StringComparison.Ordinal);

    private static bool IsImmutableKind(Type type) =>
        type.IsEnum
        || type.IsValueType && type.GetCustomAttribute<IsReadOnlyAttribute>() is not null
        || type is { IsClass: true, IsSealed: true } && type.GetMethod("<Clone>$") is not null;

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static Type[] Reachable(IEnumerable<Type> roots)
    {
        var known = new HashSet<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var type))
        {
            if (!known.Add(type)) continue;
            if (type.IsArray) open.Enqueue(type.GetElementType()!);
            foreach (var argument in type.GetGenericArguments()) open.Enqueue(argument);
            if (!IsOurs(type)) continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)) open.Enqueue(property.PropertyType);
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(_ => !type.IsEnum)) open.Enqueue(field.FieldType);
        }
        return [.. known];
    }

    private sealed record HoldsAList(List<int> Numbers);

    private sealed class PlainClass
    {
        public int[] Number { get; set; } = [];
    }
}
