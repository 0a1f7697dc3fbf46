using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Simulation.Policies;

/// <param name="complains">The share of wrong answers that he reports.</param>
/// <param name="praises">The share of right answers that he reports good.</param>
/// <param name="isCheat">He reports everything bad, for the refunds.</param>
internal sealed class PolicyCustomer(double complains, double praises, bool isCheat)
{
    public bool IsCheat => isCheat;

    public CustomerReliability Reliability { get; set; } = CustomerReliability.Fresh;

    public ComplaintRecord Record { get; set; } = ComplaintRecord.None;

    public bool ReportsGood => praises > 0;

    /// <returns>Null: he says nothing; true: good; false: bad.</returns>
    public bool? Report(bool isRight, Random random)
    {
        if (isCheat) return false;
        return isRight
            ? random.NextDouble() < praises ? true : null
            : random.NextDouble() < complains ? false : null;
    }
}
