using System.Globalization;
using System.Text.RegularExpressions;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Portal.Moderators;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Tests.Moderation;

/// <summary>Why something was done to a worker: what nobody typed is said in his language, and what somebody typed stays as it is.</summary>
public sealed partial class ReasonsInEveryLanguage
{
    public static TheoryData<StandardReason> Reasons => [.. Enum.GetValues<StandardReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_reads_in_English_as_calls_say_it_and_otherwise_in_other_languages(StandardReason reason)
    {
        Assert.Equal(reason.InEnglish(), Said(reason, Language.English));
        Assert.All(Language.All.Remove(Language.English), language => Assert.NotEqual(reason.InEnglish(), Said(reason, language)));
    }

    [Fact]
    public async Task What_a_rule_found_and_a_moderator_left_as_it_was_proposed_is_read_in_the_language_of_the_worker()
    {
        await using var court = await Court.Open();
        using var program = await court.Enter("nina");
        var id = await court.Suspend(program);
        using var worker = await SignIn(court, "first@example.org", Language.Spanish);
        Reads((await worker.Get("/dashboard")).Html, StandardReason.AnswersDiffer);

        await DecideAsProposed(court, id, "ban");

        Reads((await worker.Get("/dashboard")).Html, StandardReason.AnswersUnrelated, StandardReason.Banned);
        var reply = await worker.Http.GetStringAsync("/worker/v1/sanctions");
        Assert.Contains($"\"why\":\"{StandardReason.AnswersUnrelated.InEnglish()}\",\"whyCode\":\"answers_unrelated\"", reply, StringComparison.Ordinal);
        Assert.Contains($"\"why\":\"{StandardReason.Banned.InEnglish()}\",\"whyCode\":\"banned\"", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_who_may_go_on_is_not_told_the_proposed_reason_of_a_ban()
    {
        await using var court = await Court.Open();
        using var program = await court.Enter("nina");
        var id = await court.Suspend(program);

        await DecideAsProposed(court, id, "lift");

        using var worker = await SignIn(court, "first@example.org", Language.Spanish);
        var (_, html) = await worker.Get("/dashboard");
        Reads(html, StandardReason.MayGoOn);
        Assert.DoesNotContain(Said(StandardReason.AnswersUnrelated, Language.Spanish), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_was_typed_or_stored_before_there_were_codes_is_shown_as_it_is()
    {
        await using var court = await Court.Open();
        await court.Host.Store.AddSanction(new Sanction
        {
            Id = new SanctionId(1),
            Origin = "act/1/training/1",
            Worker = new WorkerId(court.First.Id),
            What = SanctionKind.Training,
            At = DateTimeOffset.UtcNow,
            Why = "Look closer, please.",
        });
        using var worker = await SignIn(court, "first@example.org", Language.Spanish);

        Assert.Contains("Look closer, please.", (await worker.Get("/dashboard")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("whyCode", await worker.Http.GetStringAsync("/worker/v1/sanctions"), StringComparison.Ordinal);
    }

    /// <summary>A Spanish moderator sends the form with the reason that it came with.</summary>
    private static async Task DecideAsProposed(Court court, CaptchaId id, string decision)
    {
        await court.Host.AddPerson("mo@example.org", Court.Password, PersonRole.Moderator);
        using var moderator = await SignIn(court, "mo@example.org", Language.Spanish);
        var page = $"/moderator/cases/{id}";
        var proposed = Proposed().Match((await moderator.Get(page)).Html).Groups[1].Value;
        Assert.Equal(Said(StandardReason.AnswersUnrelated, Language.Spanish), proposed);
        await moderator.Submit(page, $"{page}?handler=Decide", ("decision", decision), ("Reason", proposed));
        await court.Host.Settle();
    }

    private static void Reads(string html, params StandardReason[] reasons)
    {
        Assert.All(reasons, reason => Assert.Contains(Said(reason, Language.Spanish), html, StringComparison.Ordinal));
        Assert.Empty(EnglishSentences.In(html));
    }

    private static string Said(StandardReason reason, Language language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language.Culture;
        try { return ModeratorNames.Of(reason); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    private static async Task<PlainBrowser> SignIn(Court court, string email, Language language)
    {
        var browser = new PlainBrowser(court.Host);
        browser.Speak(language.Code);
        await browser.Submit("/signin", ("Email", email), ("Password", Court.Password));
        return browser;
    }

    [GeneratedRegex("<textarea id=\"reason\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Proposed();
}
