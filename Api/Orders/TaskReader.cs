using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V2;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>Reads a task of version 2 for others than customers.</summary>
public sealed class TaskReader : ITaskReader
{
    /// <summary>Members of the task; the longest that is documented has half as many.</summary>
    private const int MostFields = 64;

    public TaskReading Read(ReadOnlyMemory<byte> task)
    {
        var fields = new Fields(1);
        fields.TryAdd(new Field(ParameterNames.Task.Spellings[0], task, FieldForm.JsonStructure));
        var refusal = V2Orders.Read(fields, MostFields, out var order);
        return refusal is null && order is not null
            ? new TaskReading(order.Request, order.Images, null)
            : new TaskReading(null, CaptchaImages.None, refusal?.Text ?? "The task cannot be read.");
    }
}
