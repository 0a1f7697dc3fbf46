namespace CaptchaGrains.Api.Callbacks;

/// <summary>
/// Stands between this service and its customers' servers: every callback, signed and ready, passes it, and it decides what is sent. A host of the product has none.
/// </summary>
public abstract class CallbackFilter : DelegatingHandler;
