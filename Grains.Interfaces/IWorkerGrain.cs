using CaptchaGrains.Actors.Workers;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IWorker"/> as a grain; the key is the worker's number.</summary>
[Alias("worker")]
public interface IWorkerGrain : IWorker, IGrainWithIntegerKey;
