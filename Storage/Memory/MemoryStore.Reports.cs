using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Memory;

public sealed partial class MemoryStore : IReportStore
{
    private readonly Dictionary<CaptchaId, ReportRow> _reports = [];

    public Task<bool> AddReport(ReportRow report)
    {
        lock (_lock)
        {
            _reports.TryAdd(report.Captcha, report with { At = StoredTime.Cut(report.At) });
            return Task.FromResult(_reports[report.Captcha].Attempt == report.Attempt);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha)
    {
        lock (_lock) return Task.FromResult(_reports.GetValueOrDefault(captcha));
    }
}
