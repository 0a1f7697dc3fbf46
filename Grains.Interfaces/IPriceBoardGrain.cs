using CaptchaGrains.Actors.Pricing;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IPriceBoard"/> as a grain; there is one, with the key 0.</summary>
[Alias("price-board")]
public interface IPriceBoardGrain : IPriceBoard, IGrainWithIntegerKey;
