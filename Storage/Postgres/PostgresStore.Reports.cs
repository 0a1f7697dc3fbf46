using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Npgsql;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public async Task<bool> AddReport(ReportRow report)
    {
        try
        {
            await _queries.Write("INSERT INTO report (captcha, customer, is_correct, at, attempt) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (captcha) DO NOTHING",
                Of(report.Captcha.Value), Of(report.Customer.Value), Of(report.IsCorrect), Of(StoredTime.Of(report.At)), Of(report.Attempt));
            return (await FindReport(report.Captcha))?.Attempt == report.Attempt;
        }
        catch (NpgsqlException e)
        {
            throw new StoreUncertainException($"The report of captcha {report.Captcha} may or may not have been written.", e);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _queries.Row(
        "SELECT customer, is_correct, at, attempt FROM report WHERE captcha = $1", row => StoredRows.Report(row, captcha), Of(captcha.Value));
}
