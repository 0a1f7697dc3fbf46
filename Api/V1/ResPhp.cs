using System.Collections.Frozen;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Answers;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.V1;

/// <summary><c>res.php</c>: answers, prices, the balance, reports, callbacks.</summary>
internal sealed class ResPhp
{
    /// <summary>Answers of one request; a longer list is several requests.</summary>
    private const int MostIds = 100;

    /// <summary>Reports of one request; <c>before</c> goes on.</summary>
    public const int MostReports = 100;

    public const int UsualReports = 50;

    /// <summary>The actions by their names, which are also the tags of the metrics.</summary>
    private readonly FrozenDictionary<string, Act> _actions;

    private readonly KeyRing _keys;
    private readonly CustomerLimits _limits;
    private readonly CustomerDesk _desk;
    private readonly ReportDesk _reports;

    public ResPhp(KeyRing keys, CustomerLimits limits, CustomerDesk desk, ReportDesk reports, PingbackCalls pingbacks)
    {
        (_keys, _limits, _desk, _reports) = (keys, limits, desk, reports);
        _actions = new Dictionary<string, Act>
        {
            ["get"] = (fields, customer, gone) => fields.Find(ParameterNames.Id) is null && fields.Find(ParameterNames.Ids) is { } ids
                ? ReadAll(ids, customer) : Read(fields, customer, withPrice: false, gone),
            ["get2"] = (fields, customer, gone) => Read(fields, customer, withPrice: true, gone),
            ["getbalance"] = (_, customer, _) => Balance(customer),
            ["reportgood"] = (fields, customer, _) => Report(fields, customer, isCorrect: true),
            ["reportbad"] = (fields, customer, _) => Report(fields, customer, isCorrect: false),
            ["get_reports"] = (fields, customer, _) => Reports(fields, customer),
            ["add_pingback"] = (fields, customer, _) => pingbacks.Add(customer, fields),
            ["get_pingback"] = (_, customer, _) => pingbacks.Hosts(customer),
            ["del_pingback"] = (fields, customer, _) => pingbacks.Remove(customer, fields),
            ["get_pingback_secret"] = (_, customer, _) => pingbacks.Secret(customer),
            ["new_pingback_secret"] = (_, customer, _) => pingbacks.ReplaceSecret(customer),
            ["replay_pingback"] = (fields, customer, _) => pingbacks.Replay(customer, fields),
        }.ToFrozenDictionary();
    }

    private delegate Task<V1Reply> Act(Fields fields, CustomerId customer, CancellationToken gone);

    /// <summary>All that there are.</summary>
    public IEnumerable<string> Actions => _actions.Keys;

    /// <summary>The action in our own words, for the metrics too; empty where there is none.</summary>
    public string ActionOf(Fields fields)
    {
        var action = fields.TextOrNull(ParameterNames.Action)?.ToLowerInvariant() ?? "";
        return _actions.ContainsKey(action) ? action : "";
    }

    /// <param name="gone">Ends waiting for an answer.</param>
    /// <exception cref="OutcomeUnknownException">Nothing is known of the customer or his captcha now.</exception>
    public async Task<V1Reply> Answer(Fields fields, CancellationToken gone)
    {
        var admission = await _keys.Admit(fields.TextOrNull(ParameterNames.Key), fields.Caller);
        if (admission.Key is not { } key) return V1Reply.Refused(admission.Refusal!.Value);
        if (_limits.Polling(key, fields) is { } blocked) return V1Reply.Refused(blocked);
        if (fields.Script?.Asking() is { } scripted) return Refused(scripted);
        return _actions.TryGetValue(ActionOf(fields), out var act) ? await act(fields, key.Customer, gone) : Refused(ErrorCode.EmptyAction);
    }

    private async Task<V1Reply> Read(Fields fields, CustomerId customer, bool withPrice, CancellationToken gone)
    {
        if (!Waiting.TryRead(fields, out var wait)) return V1Reply.Refused(Refusal.BadParameter(ParameterNames.Wait.Documented));
        if (IdOf(fields, out var id) is { } flaw) return Refused(flaw);
        return Shown(await _desk.Read(customer, id, wait, gone), withPrice);
    }

    private async Task<V1Reply> ReadAll(Field list, CustomerId customer)
    {
        var ids = new List<CaptchaId>();
        foreach (var range in list.Value.Span.Split((byte)','))
        {
            if (ids.Count == MostIds) return V1Reply.Refused(Refusal.BadParameter(ParameterNames.Ids.Documented));
            if (!Scalar.TryReadId(list.Value.Span[range], out var id)) return Refused(ErrorCode.WrongIdFormat);
            ids.Add(new CaptchaId(id));
        }
        var replies = await Task.WhenAll(ids.Select(async id =>
            (id, id.Value == 0 ? Refused(ErrorCode.WrongCaptchaId) : Shown(await _desk.Read(customer, id), withPrice: false))));
        return V1Reply.List(replies);
    }

    private async Task<V1Reply> Balance(CustomerId customer)
    {
        var view = await _desk.View(customer);
        return view.Profile is null ? Refused(ErrorCode.KeyDoesNotExist) : V1Reply.Balance(view.Balance);
    }

    private async Task<V1Reply> Report(Fields fields, CustomerId customer, bool isCorrect)
    {
        if (IdOf(fields, out var id) is { } flaw) return Refused(flaw);
        return ReportCodes.Of(await _reports.Report(customer, id, isCorrect)) is { } code ? Refused(code) : V1Reply.Done("OK_REPORT_RECORDED");
    }

    private async Task<V1Reply> Reports(Fields fields, CustomerId customer)
    {
        if (!fields.TryNumber(ParameterNames.Count, 1, MostReports, out var count)) return V1Reply.Refused(Refusal.BadParameter(ParameterNames.Count.Documented));
        CaptchaId? before = null;
        if (fields.Find(ParameterNames.Before) is { } field)
        {
            if (!Scalar.TryReadId(field.Value.Span, out var id)) return Refused(ErrorCode.WrongIdFormat);
            before = new CaptchaId(id);
        }
        return V1Reply.Reports(await _reports.List(customer, before, count == 0 ? UsualReports : count));
    }

    private static ErrorCode? IdOf(Fields fields, out CaptchaId captcha)
    {
        captcha = default;
        if (fields.Find(ParameterNames.Id) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id)) return ErrorCode.WrongIdFormat;
        captcha = new CaptchaId(id);
        return id == 0 ? ErrorCode.WrongCaptchaId : null;
    }

    private static V1Reply Shown(CaptchaView view, bool withPrice) => view.Status switch
    {
        CaptchaViewStatus.Solved => V1Reply.Answered(view, withPrice),
        CaptchaViewStatus.Processing => V1Reply.NotReady,
        CaptchaViewStatus.Unsolvable => Refused(AgreementItems.WhyUnsolved(view)),
        _ => Refused(ErrorCode.WrongCaptchaId),
    };

    private static V1Reply Refused(ErrorCode code) => V1Reply.Refused(new Refusal(code));
}
