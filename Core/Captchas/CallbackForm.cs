namespace CaptchaGrains.Core.Captchas;

/// <summary>What the body of a callback looks like: that of the version in which the captcha was submitted.</summary>
public enum CallbackForm : short
{
    /// <summary>A form with <c>id</c> and <c>code</c>, as in version 1.</summary>
    IdAndCode = 0,

    /// <summary>JSON as from <c>getTaskResult</c>, with the task's id.</summary>
    TaskResult = 1,
}
