using System.Collections.Immutable;
using System.Text.Json;

namespace CaptchaGrains.Portal.OperatorApi;

/// <param name="Task">As the <c>task</c> of <c>createTask</c>.</param>
/// <param name="Answer">By kind, as workers send it.</param>
internal sealed record GoldRequest(JsonElement Task, JsonElement Answer);

internal sealed record GoldAddedReply(long Id);

/// <param name="IsWrong">The known answer is wrong: what was answered counts against nobody.</param>
internal sealed record GoldOffRequest(string? Reason, bool? IsWrong);

/// <param name="Next">What to ask for <c>after</c>; absent: there are no more.</param>
internal sealed record GoldReply(ImmutableArray<GoldTaskReply> Tasks, long? Next);

/// <param name="Origin">own or grown.</param>
/// <param name="Until">A customer's image is used no longer.</param>
/// <param name="Why">Of a retired one: worn_out, doubted, expired, taken_off or not_grown.</param>
internal sealed record GoldTaskReply(
    long Id, string Kind, string Origin, string? Instruction, string Answer, DateTimeOffset AddedAt, DateTimeOffset? Until, string? Why, int Agreed, int Differed);
