using CaptchaGrains.Actors.Trust;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="ILinkBoard"/> as a grain; there is one, with the key 0.</summary>
[Alias("link-board")]
public interface ILinkBoardGrain : ILinkBoard, IGrainWithIntegerKey;
