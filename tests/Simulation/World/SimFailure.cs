namespace CaptchaGrains.Simulation.World;

/// <summary>What a run found.</summary>
/// <param name="Invariant">The sentence that turned out not to hold.</param>
/// <param name="Step">After how many steps; the same seed gets there again.</param>
public sealed record SimFailure(string Invariant, string Detail, long Step, TimeSpan At)
{
    public override string ToString() => $"{Invariant}: {Detail} (step {Step}, after {At.TotalSeconds:0.000} s)";
}
