using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>What a customer orders, read and checked.</summary>
internal sealed record Order(CaptchaRequest Request, CaptchaImages Images);
