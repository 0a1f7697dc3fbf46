using CaptchaGrains.Actors.Recovery;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="ISweeper"/> as a grain; there is one, with the key 0.</summary>
[Alias("sweeper")]
public interface ISweeperGrain : ISweeper, IGrainWithIntegerKey;
