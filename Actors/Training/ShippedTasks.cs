using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Actors.Training;

/// <summary>The tasks of this version, which lie in the assembly with their images; <c>tools/TrainingTasks</c> makes them.</summary>
public static class ShippedTasks
{
    private const string List = "training/tasks.json";

    private static readonly FrozenDictionary<TrainingTaskId, ShippedTask> ById = Read().ToFrozenDictionary(t => new TrainingTaskId(t.Id));

    public static ImmutableArray<TrainingTask> All { get; } = [.. ById.Values.OrderBy(t => t.Id).Select(t => t.ToTask())];

    /// <param name="language">A code of two letters.</param>
    /// <returns>Null: no such task, or its instruction stands in English alone.</returns>
    public static string? Instruction(TrainingTaskId id, string language) => ById.GetValueOrDefault(id)?.Translations?.GetValueOrDefault(language);

    /// <summary>Null: no such task, or none with an image.</summary>
    public static StoredImage? Image(TrainingTaskId id)
    {
        if (!ById.TryGetValue(id, out var task) || task.Image is not { } name) return null;
        using var stream = Open($"training/{name}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new StoredImage("image/png", ImmutableCollectionsMarshal.AsImmutableArray(bytes));
    }

    private static List<ShippedTask> Read()
    {
        using var stream = Open(List);
        return JsonSerializer.Deserialize<List<ShippedTask>>(stream, ShippedTask.Json) ?? throw new JsonException($"{List} is empty.");
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing.");
}
