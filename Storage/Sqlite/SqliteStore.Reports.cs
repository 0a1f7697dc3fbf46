using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : IReportStore
{
    public Task<bool> AddReport(ReportRow report) => _database.WriteOrUncertain(session =>
    {
        session.Write("INSERT INTO report (captcha, customer, is_correct, at, attempt) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (captcha) DO NOTHING",
            report.Captcha.Value, report.Customer.Value, report.IsCorrect, StoredTime.Of(report.At), report.Attempt);
        return session.Number("SELECT attempt FROM report WHERE captcha = $1", report.Captcha.Value) == report.Attempt;
    });

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _database.Read(session => session.Row(
        "SELECT customer, is_correct, at, attempt FROM report WHERE captcha = $1", row => StoredRows.Report(row, captcha), captcha.Value));
}
