using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Answers;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.V2;

/// <summary>The calls of version 2, each from the fields of its JSON object to its reply.</summary>
internal sealed class V2Calls(
    KeyRing keys, CustomerLimits limits, OrderDesk orders, CustomerDesk desk, ReportDesk reports, CallbackAddresses callbacks, CustomerApiOptions options)
{
    public async Task<V2Reply> CreateTask(Fields fields)
    {
        var admission = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey), fields.Caller);
        if (admission.Key is not { } key) return V2Reply.Of(admission.Refusal!.Value);
        if (limits.Submitting(key) is { } blocked) return V2Reply.Of(blocked);
        if (V2Orders.Read(fields, options.MaxFields, out var order) is { } flaw) return V2Reply.Of(flaw);
        var (called, unwanted) = await callbacks.Attach(key.Customer, order!, CallbackForm.TaskResult);
        if (unwanted is { } why) return V2Reply.Of(why);
        var (id, refused) = await orders.Place(key, called, fields);
        return refused is { } reason ? V2Reply.Of(reason) : new V2Reply.Accepted(id);
    }

    /// <exception cref="OutcomeUnknownException">Nothing is known of the customer or his captcha now.</exception>
    public async Task<V2Reply> GetTaskResult(Fields fields, CancellationToken gone)
    {
        var (customer, refusal) = await Admit(fields);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (!Waiting.TryRead(fields, out var wait)) return V2Reply.Of(Refusal.BadParameter(ParameterNames.Wait.Documented));
        if (IdOf(fields, out var id) is { } flaw) return V2Reply.Of(flaw);
        var view = await desk.Read(customer, id, wait, gone);
        return view.Status switch
        {
            CaptchaViewStatus.Solved => new V2Reply.Ready(view),
            CaptchaViewStatus.Processing => new V2Reply.Processing(),
            CaptchaViewStatus.Unsolvable => V2Reply.Of(AgreementItems.WhyUnsolved(view)),
            _ => V2Reply.Of(ErrorCode.WrongCaptchaId),
        };
    }

    public async Task<V2Reply> Report(Fields fields, bool isCorrect)
    {
        var (customer, refusal) = await Admit(fields);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        if (IdOf(fields, out var id) is { } flaw) return V2Reply.Of(flaw);
        return ReportCodes.Of(await reports.Report(customer, id, isCorrect)) is { } code ? V2Reply.Of(code) : new V2Reply.Reported();
    }

    public async Task<V2Reply> GetBalance(Fields fields)
    {
        var (customer, refusal) = await Admit(fields);
        if (refusal is { } stranger) return V2Reply.Of(stranger);
        var view = await desk.View(customer);
        return view.Profile is null ? V2Reply.Of(ErrorCode.KeyDoesNotExist) : new V2Reply.Balance(view.Balance);
    }

    /// <summary>Everything but a submission.</summary>
    private async ValueTask<Admission> Admit(Fields fields)
    {
        var admission = await keys.Admit(fields.TextOrNull(ParameterNames.ClientKey), fields.Caller);
        return admission.Key is not null && fields.Script?.Asking() is { } scripted ? new Admission(null, new Refusal(scripted)) : admission;
    }

    private static ErrorCode? IdOf(Fields fields, out CaptchaId captcha)
    {
        captcha = default;
        if (fields.Find(ParameterNames.TaskId) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id)) return ErrorCode.WrongIdFormat;
        captcha = new CaptchaId(id);
        return id == 0 ? ErrorCode.WrongCaptchaId : null;
    }
}
