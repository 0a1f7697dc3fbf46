using System.Collections.Frozen;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.V2;

/// <summary>Finds the form of a task by its type.</summary>
internal static class V2Orders
{
    private static readonly FrozenDictionary<string, KindForm> Forms = KindForms.All.ToFrozenDictionary(form => form.V2);

    /// <summary>What stands beside the task and counts for it; the task's own counts more.</summary>
    private static readonly ParameterName[] Beside = [ParameterNames.LanguagePool, CommonParameters.SoftwareId.V2!, CommonParameters.CallbackUrl.V2!];

    public static Refusal? Read(Fields fields, int maxFields, out Order? order)
    {
        order = null;
        if (fields.Find(ParameterNames.Task) is not { Form: FieldForm.JsonStructure } field || field.Value.Span[0] != '{')
            return new Refusal(ErrorCode.TaskAbsent);
        var task = new Fields(maxFields);
        foreach (var name in Beside)
            if (fields.Find(name) is { } beside) task.TryAdd(beside);
        if (!JsonFields.TryRead(field.Value, task)) return Refusal.BadParameter(ParameterNames.Task.Documented);
        var type = task.TextOrNull(ParameterNames.Type) ?? "";
        if (!Forms.TryGetValue(type, out var form))
            return new Refusal(Forms.ContainsKey(type + "Proxyless") ? ErrorCode.ProxyNotSupported : ErrorCode.TaskNotSupported, ParameterNames.Type.Documented);
        var reader = new OrderReader(task, ApiVersion.V2);
        order = form.Read(reader);
        return reader.Refusal;
    }
}
