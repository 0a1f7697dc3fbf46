using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Reads captchas as customers write them, with the same readers and the same looks into images.</summary>
public interface ITaskReader
{
    /// <param name="task">One JSON object, as the <c>task</c> of <c>createTask</c>; only read during the call.</param>
    TaskReading Read(ReadOnlyMemory<byte> task);
}

/// <param name="Request">Null: refused.</param>
/// <param name="Refusal">What is wrong, for people; null: nothing.</param>
public sealed record TaskReading(CaptchaRequest? Request, CaptchaImages Images, string? Refusal);
