using CaptchaGrains.Actors.Domains;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IDomainBoard"/> as a grain; there is one, with the key 0.</summary>
[Alias("domain-board")]
public interface IDomainBoardGrain : IDomainBoard, IGrainWithIntegerKey;
