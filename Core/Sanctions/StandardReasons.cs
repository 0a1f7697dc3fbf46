namespace CaptchaGrains.Core.Sanctions;

public static class StandardReasons
{
    /// <summary>For calls and for the audit log, which speak English; pages say it in the language of their reader.</summary>
    public static string InEnglish(this StandardReason reason) => reason switch
    {
        StandardReason.TooManyBadTokens => "Too many of your tokens of this kind were reported bad.",
        StandardReason.NoGoodToken => "None of many tokens of this kind was reported good by customers who do report good ones.",
        StandardReason.LowOnAllDomains => "Your rating for this kind is low on all of your domains.",
        StandardReason.AnswersDiffer => "Too many of your answers differ too much from those of others. A moderator will decide.",
        StandardReason.AnswersUnrelated => "The answers have nothing to do with the images, also when more of them were checked.",
        StandardReason.SmallMistakes => "Many small mistakes in the last answers. The training shows how to avoid them.",
        StandardReason.MayGoOn => "A moderator found that you may go on.",
        StandardReason.TrainingPassed => "You passed the training.",
        StandardReason.Banned => "Banned.",
        StandardReason.TestsFailed => "Too many of your answers to hidden tests, captchas of which the answer is known, were wrong. A moderator will decide.",
        StandardReason.TestsWrong => "Too many answers to captchas of which the answer is known are wrong.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
