using System.Text;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Scripting;

/// <summary>What was sent, as texts.</summary>
internal static class SentParameters
{
    public static IReadOnlyDictionary<string, string> Of(Fields fields)
    {
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(sent, fields);
        if (fields.Find(ParameterNames.Task) is not { Form: FieldForm.JsonStructure } task) return sent;
        var inner = new Fields(fields.Capacity);
        if (JsonFields.TryRead(task.Value, inner)) Add(sent, inner);
        sent.Remove(ParameterNames.Task.Documented);
        return sent;
    }

    private static void Add(Dictionary<string, string> sent, Fields fields)
    {
        foreach (var field in fields.All)
        {
            var isText = field.Form != FieldForm.File && !ParameterNames.IsImage(field.Name.Span);
            sent[Encoding.UTF8.GetString(field.Name.Span)] = isText ? Encoding.UTF8.GetString(field.Value.Span) : "";
        }
    }
}
