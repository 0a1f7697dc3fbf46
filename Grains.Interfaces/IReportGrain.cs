using CaptchaGrains.Actors.Reports;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="IReport"/> as a grain; the key is the captcha's number.</summary>
[Alias("report")]
public interface IReportGrain : IReport, IGrainWithIntegerKey;
