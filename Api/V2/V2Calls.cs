using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.V2;

/// <summary>The calls of version 2, each from the fields of its JSON object to its reply.</summary>
internal sealed class V2Calls(KeyRing keys, OrderDesk orders, CustomerDesk desk, CallbackAddresses callbacks, CustomerApiOptions options)
{
    private static readonly ParameterName Body = new("body");

    public async Task<V2Reply> CreateTask(Fields fields)
    {
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey));
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (ReadOrder(fields, out var order) is { } flaw) return V2Reply.Of(flaw);
        var (called, unwanted) = await callbacks.Attach(customer, order!, fields, ParameterNames.CallbackUrl, CallbackForm.TaskResult);
        if (unwanted is { } why) return V2Reply.Of(why);
        var (id, refused) = await orders.Place(customer, called);
        return refused is { } reason ? V2Reply.Of(reason) : new V2Reply.Accepted(id);
    }

    /// <exception cref="OutcomeUnknownException">Nothing is known of the customer or his captcha now.</exception>
    public async Task<V2Reply> GetTaskResult(Fields fields)
    {
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey));
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (fields.Find(ParameterNames.TaskId) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id)) return V2Reply.Of(ErrorCode.WrongIdFormat);
        if (id == 0) return V2Reply.Of(ErrorCode.WrongCaptchaId);
        var view = await desk.Read(customer, new CaptchaId(id));
        return view.Status switch
        {
            CaptchaViewStatus.Solved => new V2Reply.Ready(view),
            CaptchaViewStatus.Processing => new V2Reply.Processing(),
            CaptchaViewStatus.Unsolvable => V2Reply.Of(ErrorCode.CaptchaUnsolvable),
            _ => V2Reply.Of(ErrorCode.WrongCaptchaId),
        };
    }

    public async Task<V2Reply> GetBalance(Fields fields)
    {
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey));
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        var view = await desk.View(customer);
        return view.Profile is null ? V2Reply.Of(ErrorCode.KeyDoesNotExist) : new V2Reply.Balance(view.Balance);
    }

    private Refusal? ReadOrder(Fields fields, out Order? order)
    {
        order = null;
        if (fields.Find(ParameterNames.Task) is not { Form: FieldForm.JsonStructure } field || field.Value.Span[0] != '{')
            return new Refusal(ErrorCode.TaskAbsent);
        var task = new Fields(options.MaxFields);
        if (fields.Find(ParameterNames.LanguagePool) is { } pool) task.TryAdd(pool); // before the task's own, which counts more
        if (!JsonFields.TryRead(field.Value, task)) return Refusal.BadParameter(ParameterNames.Task.Documented);
        if (task.TextOrNull(ParameterNames.Type) != "ImageToTextTask") return new Refusal(ErrorCode.TaskNotSupported);
        return ImageTextForm.Read(task, ImageTextNames.V2, task.Find(Body), out order);
    }
}
