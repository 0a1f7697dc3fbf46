namespace CaptchaGrains.Cluster.Tests;

/// <summary>When the silo that takes a step dies.</summary>
public enum Kill
{
    Nobody,

    /// <summary>The step is lost with it.</summary>
    BeforeItIsDurable,

    /// <summary>The step is durable, and nobody was told.</summary>
    AfterItIsDurable,
}
