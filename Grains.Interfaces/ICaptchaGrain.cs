using CaptchaGrains.Actors.Captchas;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="ICaptcha"/> as a grain; the key is the captcha's number.</summary>
[Alias("captcha")]
public interface ICaptchaGrain : ICaptcha, IGrainWithIntegerKey;
