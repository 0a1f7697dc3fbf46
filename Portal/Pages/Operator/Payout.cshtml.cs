using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.OperatorApi;
using CaptchaGrains.Portal.Operators;
using Microsoft.AspNetCore.Mvc;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>One payout with what an operator needs to know before he sends it, and the steps that it can take.</summary>
public sealed class PayoutModel(FormActs acts, PayoutDesk desk, ClusterDesk clusters, ISanctionStore sanctions, IActors actors, Repeat repeat, TimeProvider time) : OperatorPage(acts)
{
    /// <summary>Of the worker's other payouts.</summary>
    private const int MostHistory = 10;

    /// <summary>By which the payment can be found at the payer's.</summary>
    [BindProperty]
    public string? Reference { get; set; }

    public Payout Payout { get; private set; } = null!;

    public PayoutTerms Terms { get; private set; } = null!;

    public WorkerView Worker { get; private set; } = null!;

    public ImmutableArray<Sanction> Sanctions { get; private set; } = [];

    public ImmutableArray<Payout> Others { get; private set; } = [];

    /// <summary>Accounts of the worker's cluster, with his own.</summary>
    public int Linked { get; private set; }

    /// <summary>Nobody decides about his own.</summary>
    public bool IsOwn => Payout.Worker.Value == User.Person();

    public bool MayTake => !IsOwn && Payout.Status == PayoutStatus.Pending;

    /// <summary>Nobody else is sending it.</summary>
    public bool MayDecide => !IsOwn && (Payout.Status is PayoutStatus.Pending or PayoutStatus.Sent || (Payout.Status == PayoutStatus.Taken && Payout.DecidedBy == User.Person()));

    public bool MaySend => MayDecide && Payout.Status != PayoutStatus.Sent;

    public bool MayPutBack => !IsOwn && Payout.Status == PayoutStatus.Taken;

    public async Task<IActionResult> OnGet(long id) => await Read(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTake(long id) => await Step(id, await desk.Take(User.Person(), new PayoutId(id)), OperatorTexts.DoneTaken);

    public async Task<IActionResult> OnPostSent(long id) => PayoutQueueCalls.IsNote(Reference)
        ? await Step(id, await desk.Sent(User.Person(), new PayoutId(id), Reference!), OperatorTexts.DoneSent)
        : await Wrong(id, "sent", Texts.Format(OperatorTexts.ErrorReference, Payout.LongestNote));

    public async Task<IActionResult> OnPostFailed(long id) => PayoutQueueCalls.IsNote(Reason)
        ? await Step(id, await desk.Returned(User.Person(), new PayoutId(id), Reason!), OperatorTexts.DoneFailed)
        : await Wrong(id, "failed", Texts.Format(OperatorTexts.ErrorNote, Payout.LongestNote));

    public async Task<IActionResult> OnPostBack(long id) => PayoutQueueCalls.IsNote(Reason)
        ? await Step(id, await desk.PutBack(User.Person(), new PayoutId(id), Reason!), OperatorTexts.DonePutBack)
        : await Wrong(id, "back", Texts.Format(OperatorTexts.ErrorNote, Payout.LongestNote));

    // Each step is recognised by the payout's version and what it says, so that a form that is sent twice is one step.
    private async Task<IActionResult> Step(long id, PayoutResult result, string done)
    {
        if (result.Refusal is not { } why) return After(done, new { id });
        return await Wrong(id, "", why switch
        {
            PayoutRefusal.Involved => OperatorTexts.ErrorOwnPayout,
            PayoutRefusal.TakenByAnother => OperatorTexts.ErrorTakenByAnother,
            PayoutRefusal.NotPossible => OperatorTexts.ErrorPayoutOver,
            _ => OperatorTexts.ErrorTryAgain,
        });
    }

    private async Task<IActionResult> Wrong(long id, string form, string error)
    {
        if (!await Read(id)) return NotFound();
        Refuse(form, error);
        return Page();
    }

    private async Task<bool> Read(long id)
    {
        if (await desk.Find(new PayoutId(id)) is not { } payout) return false;
        Payout = payout;
        Terms = await desk.Terms(payout.Worker);
        Worker = await repeat.UntilKnown(() => actors.Worker(payout.Worker).View());
        Sanctions = await sanctions.SanctionsInForce(payout.Worker, time.GetUtcNow());
        Others = (await desk.Of(payout.Worker, null, MostHistory + 1)).RemoveAll(p => p.Id == payout.Id);
        Linked = (await clusters.Of(payout.Worker, take: 1)).Size;
        return true;
    }
}
