namespace CaptchaGrains.Imaging.Captchas;

/// <summary>What a customer would say of the image when he submits it.</summary>
/// <param name="MinLength">Characters of the answer.</param>
/// <param name="MaxLength">Characters of the answer.</param>
public sealed record TextCaptchaHints(bool DigitsOnly, bool LettersOnly, bool LettersAndDigits, bool CaseMatters, bool Arithmetic, int MinLength, int MaxLength);
