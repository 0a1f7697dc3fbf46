using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.WorkerApi;

/// <param name="Part">one or exam.</param>
internal sealed record TrainingBeginRequest(string? Part);

/// <param name="Run">As it came with the task.</param>
/// <param name="Task">Its number in the run, from 1.</param>
/// <param name="Answer">By kind, as for an assignment.</param>
internal sealed record TrainingAnswerRequest(string? Run, int? Task, JsonElement Answer);

/// <param name="Required">There is no paid work before the exam is passed.</param>
/// <param name="PartOneDone">The exam can be begun.</param>
/// <param name="Run">The one that was begun last; absent: none since the start.</param>
internal sealed record TrainingStateReply(bool Required, bool PartOneDone, DateTimeOffset? PassedAt, TrainingRunReply? Run);

/// <param name="Part">one or exam.</param>
/// <param name="Status">open, passed or failed.</param>
/// <param name="Done">Tasks that are answered rightly.</param>
/// <param name="Task">The one that is asked for; absent unless the run is open.</param>
/// <param name="Mistake">The last wrong answer to the task where the run stands.</param>
internal sealed record TrainingRunReply(string Id, string Part, string Status, int Done, int Total, TrainingTaskReply? Task, TrainingMistakeReply? Mistake);

/// <param name="Number">In the run, from 1.</param>
/// <param name="Hint">In part one.</param>
/// <param name="RightAnswer">In part one, as answers are kept: squares <c>1,5,9</c>, points <c>31,59;70,12</c>.</param>
internal sealed record TrainingTaskReply(
    int Number, string Sort, string Kind, string Instruction, string? Hint, string? RightAnswer, string? ImageUrl, ConstraintsReply Constraints);

/// <param name="Expected">The right answer, as answers are kept.</param>
internal sealed record TrainingMistakeReply(string Given, string Expected);

/// <param name="Correct">What was answered is right.</param>
/// <param name="Training">As it stands now.</param>
internal sealed record TrainingAnswerReply(bool Correct, TrainingStateReply Training);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingBeginRequest))]
[JsonSerializable(typeof(TrainingAnswerRequest))]
[JsonSerializable(typeof(TrainingStateReply))]
[JsonSerializable(typeof(TrainingAnswerReply))]
internal sealed partial class TrainingApiJson : JsonSerializerContext;
