using System.Globalization;

namespace CaptchaGrains.Bench.Store;

/// <param name="Cpu">Processor time of this process, without the database's.</param>
/// <param name="Submits">Milliseconds of each submit commit.</param>
/// <param name="Ends">Milliseconds of each end commit.</param>
internal sealed record Figures(int Captchas, TimeSpan Elapsed, TimeSpan Cpu, double[] Submits, double[] Ends)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Captchas / Elapsed.TotalSeconds:F0} captchas/s ({Captchas} in {Elapsed.TotalSeconds:F1} s, own CPU {Cpu.TotalSeconds:F1} s); " +
        $"submit p50 {At(Submits, 0.5):F1} p99 {At(Submits, 0.99):F1} ms; end p50 {At(Ends, 0.5):F1} p99 {At(Ends, 0.99):F1} ms");

    private static double At(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)(share * (values.Length - 1))];
    }
}
