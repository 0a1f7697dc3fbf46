using System.Data.Common;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public async Task<bool> AddReport(ReportRow report)
    {
        try
        {
            await _queries.Write("""
                INSERT INTO report (captcha, customer, is_correct, [at], attempt) SELECT @captcha, @customer, @correct, @at, @attempt
                WHERE NOT EXISTS (SELECT 1 FROM report WITH (UPDLOCK, HOLDLOCK) WHERE captcha = @captcha);
                """,
                c => c.With("captcha", report.Captcha.Value).With("customer", report.Customer.Value).With("correct", report.IsCorrect)
                    .With("at", StoredTime.Of(report.At)).With("attempt", report.Attempt));
            return (await FindReport(report.Captcha))?.Attempt == report.Attempt;
        }
        catch (DbException e)
        {
            throw new StoreUncertainException($"The report of captcha {report.Captcha} may or may not have been written.", e);
        }
    }

    public Task<ReportRow?> FindReport(CaptchaId captcha) => _queries.Row("SELECT customer, is_correct, [at], attempt FROM report WHERE captcha = @captcha",
        row => StoredRows.Report(row, captcha), c => c.With("captcha", captcha.Value));
}
