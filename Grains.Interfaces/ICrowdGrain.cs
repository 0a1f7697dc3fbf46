using CaptchaGrains.Actors.Crowds;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="ICrowd"/> as a grain; the key is the captcha's number.</summary>
[Alias("crowd")]
public interface ICrowdGrain : ICrowd, IGrainWithIntegerKey;
