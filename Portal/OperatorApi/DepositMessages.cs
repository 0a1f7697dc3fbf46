namespace CaptchaGrains.Portal.OperatorApi;

/// <param name="Operation">The operator's name for the payment: 1 to 64 letters, digits, hyphens and underscores.</param>
/// <param name="Amount">In dollars, such as <c>"25.00"</c>.</param>
/// <param name="Reference">By which the payment can be found; the customer sees it.</param>
internal sealed record DepositRequest(string? Operation, long? Customer, string? Amount, string? Reference);

/// <param name="Status">booked.</param>
/// <param name="EnteredBy">The operator who was first.</param>
internal sealed record DepositReply(long Id, long Customer, string Amount, string Status, long? EnteredBy, string? Reference, DateTimeOffset? PaidAt);
