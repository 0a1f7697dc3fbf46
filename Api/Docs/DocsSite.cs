using CaptchaGrains.Api.Callbacks;

namespace CaptchaGrains.Api.Docs;

/// <summary>What the pages say of the host that serves them.</summary>
/// <param name="Address">Scheme, host and path under which the reader sees it, without a slash at the end.</param>
/// <param name="PathBase">In front of every link; empty: nothing.</param>
/// <param name="Options">Its bounds.</param>
/// <param name="Callbacks">Those of callbacks.</param>
/// <param name="HasWorkerApi">Whether the same host serves the worker API.</param>
internal sealed record DocsSite(string Address, string PathBase, CustomerApiOptions Options, CallbackOptions Callbacks, bool HasWorkerApi)
{
    /// <summary>Stands in the examples for the reader's own key.</summary>
    public const string SampleKey = "your-own-key-of-32-characters";

    /// <summary>Where the worker API has its document, on the host that serves it.</summary>
    public const string WorkerDocument = "/docs/openapi/worker.json";

    public string Link(string path) => PathBase + path;

    public string Asset(string name) => Link(DocsAssets.Url(name));
}
