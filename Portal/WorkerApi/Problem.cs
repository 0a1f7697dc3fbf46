using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>The refusals of the worker API, in one table: RFC 9457 problem details with a code that programs can rely on.</summary>
/// <param name="Code">Never changes its meaning.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Title">For people, always the same for a code.</param>
public sealed record Problem(string Code, int Status, string Title)
{
    public static Problem BadRequest { get; } = new("bad_request", 400, "The request is malformed.");
    public static Problem BadCsrfToken { get; } = new("bad_csrf_token", 400, "The page is out of date; reload it.");
    public static Problem BadCredentials { get; } = new("bad_credentials", 401, "Wrong e-mail address or password.");
    public static Problem LockedOut { get; } = new("locked_out", 401, "Too many failed attempts; the account is locked for some minutes.");
    public static Problem SecondFactorRequired { get; } = new("second_factor_required", 401, "Sign in with a code of your authenticator too.");
    public static Problem BadCode { get; } = new("bad_code", 401, "The code is wrong, or was used before.");
    public static Problem NotSignedIn { get; } = new("not_signed_in", 401, "Sign in first, or your session has ended.");
    public static Problem NotAWorker { get; } = new("not_a_worker", 403, "This account does not work on captchas.");
    public static Problem NotAnOperator { get; } = new("not_an_operator", 403, "Only operators may do this.");
    public static Problem NotAModerator { get; } = new("not_a_moderator", 403, "Only moderators may do this.");
    public static Problem Involved { get; } = new("involved", 403, "Nobody judges his own answers, nor those of accounts that belong to him.");
    public static Problem SameModerator { get; } = new("same_moderator", 403, "Another moderator than the one who decided has to judge the appeal.");
    public static Problem NotTrained { get; } = new("not_trained", 403, "Pass the training first.");
    public static Problem Suspended { get; } = new("suspended", 403, "This account is suspended.");
    public static Problem DailyCapReached { get; } = new("daily_cap_reached", 403, "You have earned what you want to earn on a day.");
    public static Problem NoSuchCall { get; } = new("no_such_call", 404, "There is no such call.");
    public static Problem NoSuchAssignment { get; } = new("no_such_assignment", 404, "You hold no such assignment.");
    public static Problem NoSuchImage { get; } = new("no_such_image", 404, "There is no such image.");
    public static Problem NoSuchCustomer { get; } = new("no_such_customer", 404, "There is no such customer.");
    public static Problem NoSuchDeclaration { get; } = new("no_such_declaration", 404, "The customer has not declared this site, or it was refused.");
    public static Problem NoSuchCase { get; } = new("no_such_case", 404, "No moderator was asked about this captcha.");
    public static Problem NoSuchWorker { get; } = new("no_such_worker", 404, "There is no such worker.");
    public static Problem NoSuchSanction { get; } = new("no_such_sanction", 404, "There is no such sanction of yours.");
    public static Problem NoSuchAppeal { get; } = new("no_such_appeal", 404, "There is no such appeal.");
    public static Problem NoSuchPerson { get; } = new("no_such_person", 404, "There is no such person.");
    public static Problem NoSuchGold { get; } = new("no_such_gold", 404, "There is no such gold task, or it is retired.");
    public static Problem NoSuchTask { get; } = new("no_such_task", 404, "There is no such task, or it is retired.");
    public static Problem NoSuchRun { get; } = new("no_such_run", 404, "You have no such run of the training.");
    public static Problem RunOver { get; } = new("run_over", 409, "That run of the training is over, or another one was begun.");
    public static Problem AnsweredBefore { get; } = new("answered_before", 409, "That task was answered otherwise before.");
    public static Problem OutOfOrder { get; } = new("out_of_order", 409, "Another task comes first.");
    public static Problem PartOneFirst { get; } = new("part_one_first", 409, "The exam comes after part one.");
    public static Problem NotPossible { get; } = new("not_possible", 409, "It is in no state in which this can be done.");
    public static Problem CaseOver { get; } = new("case_over", 409, "The case does not wait for that; whoever was first has decided.");
    public static Problem AppealedBefore { get; } = new("appealed_before", 409, "There is an appeal against this sanction, and one is all.");
    public static Problem SanctionOver { get; } = new("sanction_over", 409, "The sanction has ended.");
    public static Problem AppealOver { get; } = new("appeal_over", 409, "The appeal was decided, or its sanction has ended.");
    public static Problem NoRoom { get; } = new("no_room", 409, "There are as many of these as there may be.");
    public static Problem LeaseOver { get; } = new("lease_over", 409, "The captcha went elsewhere.");
    public static Problem NoSuchPayout { get; } = new("no_such_payout", 404, "There is no such payout of yours.");
    public static Problem InsufficientBalance { get; } = new("insufficient_balance", 409, "You have less than that.");
    public static Problem Contested { get; } = new("contested", 409, "A part of this is earned with answers that a moderator has not decided about yet; it stays yours.");
    public static Problem DestinationLocked { get; } = new("destination_locked", 409, "The destination was changed, and is locked for a day.");
    public static Problem OperationUsed { get; } = new("operation_used", 409, "The same operation was another payout before.");
    public static Problem PayoutOver { get; } = new("payout_over", 409, "The payout is not where this can happen to it.");
    public static Problem TooLarge { get; } = new("too_large", 413, "The request is too large.");
    public static Problem NotJson { get; } = new("not_json", 415, "The body has to be JSON.");
    public static Problem MalformedAnswer { get; } = new("malformed_answer", 422, "The answer does not have the form that was asked for; nothing is lost.");
    public static Problem NotHisAnswer { get; } = new("not_his_answer", 422, "One of the captchas was not answered by this worker.");
    public static Problem NoDomain { get; } = new("no_domain", 422, "This is no host name that is certain.");
    public static Problem BadToken { get; } = new("bad_token", 422, "This is no token of ours, or it has expired.");
    public static Problem NotProven { get; } = new("not_proven", 422, "The proof was not found.");
    public static Problem BadAmount { get; } = new("bad_amount", 422, "This is no amount that can be paid.");
    public static Problem BelowMinimum { get; } = new("below_minimum", 422, "The amount is below the smallest that is paid out.");
    public static Problem BadDestination { get; } = new("bad_destination", 422, "Nobody can be paid there: the method, its form or its checksum is wrong.");
    public static Problem OutOfRange { get; } = new("out_of_range", 422, "A value is out of its range.");
    public static Problem TooMany { get; } = new("too_many_requests", 429, "Too many attempts; come back in a minute.");
    public static Problem TooManyPayouts { get; } = new("too_many_payouts", 429, "Too often for one day.");
    public static Problem NoTasks { get; } = new("no_tasks", 503, "There are not enough tasks for a training at the moment.");
    public static Problem TryAgain { get; } = new("try_again", 503, "Nothing was lost; try again in a moment.");

    public static IReadOnlyList<Problem> All { get; } =
    [
        BadRequest, BadCsrfToken, BadCredentials, LockedOut, SecondFactorRequired, BadCode, NotSignedIn, NotAWorker, NotAnOperator, NotAModerator, Involved, SameModerator, NotTrained, Suspended, DailyCapReached, NoSuchCall, NoSuchAssignment,
        NoSuchImage, NoSuchCustomer, NoSuchDeclaration, NoSuchCase, NoSuchWorker, NoSuchSanction, NoSuchAppeal, NoSuchPerson, NoSuchGold, NoSuchTask, NoSuchRun,
        RunOver, AnsweredBefore, OutOfOrder, PartOneFirst, NotPossible, CaseOver, AppealedBefore, SanctionOver, AppealOver, NoRoom, LeaseOver, TooLarge, NotJson, MalformedAnswer, NotHisAnswer, NoDomain, BadToken, NotProven,
        OutOfRange, TooMany, NoTasks, TryAgain,
        NoSuchPayout, InsufficientBalance, Contested, DestinationLocked, OperationUsed, PayoutOver, BadAmount, BelowMinimum, BadDestination, TooManyPayouts,
    ];

    /// <param name="detail">What is wrong this time, for people.</param>
    /// <param name="reason">Which rule, for programs.</param>
    /// <param name="until">When it is over by itself.</param>
    public IResult Because(string? detail = null, string? reason = null, DateTimeOffset? until = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = Code };
        if (reason is not null) extensions["reason"] = reason;
        if (until is not null) extensions["until"] = until;
        return TypedResults.Problem(detail, statusCode: Status, title: Title, type: $"urn:captchagrains:problem:{Code}", extensions: extensions);
    }

    public Task Write(HttpContext context)
    {
        if (Status is 429 or 503) context.Response.Headers.RetryAfter = Status == 429 ? "60" : "1";
        return Because().ExecuteAsync(context);
    }
}
