using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>One image among the bytes of a chunk.</summary>
/// <param name="Start">Where it begins, counted from 1 as the server does.</param>
internal readonly record struct PlacedImage(CaptchaId Captcha, ImagePart Part, StoredImage Image, int Start);
