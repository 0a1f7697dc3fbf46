using CaptchaGrains.Actors.Domains;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IDomain"/> as a grain; the key is the domain's name.</summary>
[Alias("domain")]
public interface IDomainGrain : IDomain, IGrainWithStringKey;
