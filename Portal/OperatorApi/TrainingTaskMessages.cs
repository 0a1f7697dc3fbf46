using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.OperatorApi;

/// <param name="Sort">text, case_text, digits, arithmetic, squares, square_numbers, points or question.</param>
/// <param name="Task">As the <c>task</c> of <c>createTask</c>, with its image in base64.</param>
/// <param name="Answer">By kind, as workers send it.</param>
/// <param name="Hint">For part one; absent: what is said of every task of the sort.</param>
internal sealed record TrainingTaskRequest(string? Sort, JsonElement Task, JsonElement Answer, string? Hint);

internal sealed record TrainingTaskAddedReply(long Id);

internal sealed record TrainingTaskOffRequest(string? Reason);

/// <param name="Next">What to ask for <c>after</c>; absent: there are no more.</param>
internal sealed record TrainingTasksReply(ImmutableArray<OwnTaskReply> Tasks, long? Next);

/// <param name="Origin">shipped or own.</param>
internal sealed record OwnTaskReply(long Id, string Sort, string Kind, string Origin, string? Instruction, string? Hint, string Answer);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 8, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingTaskRequest))]
[JsonSerializable(typeof(TrainingTaskAddedReply))]
[JsonSerializable(typeof(TrainingTaskOffRequest))]
[JsonSerializable(typeof(TrainingTasksReply))]
internal sealed partial class TrainingTaskJson : JsonSerializerContext;
