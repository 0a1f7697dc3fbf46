using System.Collections.Immutable;
using CaptchaGrains.Api.Orders;

namespace CaptchaGrains.Api.Docs;

/// <summary>The ten kinds, with a captcha of each that the examples submit.</summary>
internal static class KindGuides
{
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";
    private const string Token = "03AFcWeA5zJ7DkI_n-9hGm4cUQk2sLxT0vB8yRwE1pOaXfK6";
    private const string Page = "https://demo.test/login";

    private const string NeedsAuthorisation =
        "The site's domain has to be one that you are authorised for; for others the order is refused with ERROR_DOMAIN_NOT_AUTHORIZED and costs nothing.";

    private const string UseOnce = "A token works once and for about two minutes: submit it to the site at once.";

    public static ImmutableArray<KindGuide> All { get; } =
    [
        new(KindForms.ImageText, "image-text", "Image with text", "Letters or digits in a picture; a worker types what he reads.")
        {
            V1 = [("file", "@captcha.png"), ("min_len", "4"), ("numeric", "4")],
            V2 = [("body", "@captcha.png"), ("minLength", "4"), ("numeric", "4")],
            Answer = "w9h5k",
            Reading = "The text, with white space at its ends removed.",
            Notes = ["Say what you know of the answer (numeric, lengths, phrase): a worker's answer that does not fit goes back to him, not to you."],
        },
        new(KindForms.Text, "text", "Question", "A question in words, without a picture.")
        {
            V1 = [("textcaptcha", "If tomorrow is Saturday, what day is today?"), ("lang", "en")],
            V2 = [("comment", "\"If tomorrow is Saturday, what day is today?\""), ("languagePool", "\"en\"")],
            Answer = "Friday",
            Reading = "The answer as it was typed.",
        },
        new(KindForms.Grid, "grid", "Grid", "A picture divided into squares; the squares that match an instruction are wanted.")
        {
            V1 = [("recaptcha", "1"), ("file", "@grid.png"), ("textinstructions", "Select all squares with buses"), ("recaptcharows", "3"), ("recaptchacols", "3"), ("can_no_answer", "1")],
            V2 = [("body", "@grid.png"), ("comment", "\"Select all squares with buses\""), ("rows", "3"), ("columns", "3"), ("canNoAnswer", "true")],
            Answer = "1,5,9",
            Reading = "Numbers of squares, counted from 1 at the top left, line by line.",
            OtherAnswer = ("No square matches, where you allowed that answer", "none"),
            Notes = ["An instruction is needed: a text, an image, or both.", "recaptcha=1 may be left out where another parameter of grids, such as the rows, is sent."],
        },
        new(KindForms.Coordinates, "coordinates", "Points in an image", "Points to click on in a picture, in the order that the instruction asks for.")
        {
            V1 = [("coordinatescaptcha", "1"), ("file", "@points.png"), ("textinstructions", "Click on the cat, then on the dog"), ("max_clicks", "4")],
            V2 = [("body", "@points.png"), ("comment", "\"Click on the cat, then on the dog\""), ("maxClicks", "4")],
            Answer = "31,59;70,12",
            Reading = "Pixels of your image, from its top left corner, in the order of the clicks.",
            Notes = ["In version 1 with json=1 the points are an array of objects, whose numbers are texts."],
        },
        new(KindForms.Rotate, "rotate", "Rotation", "One picture, or up to nine, to be turned until they stand upright.")
        {
            V1 = [("file", "@tilted.png"), ("angle", "40"), ("textinstructions", "Put the animal on its feet")],
            V2 = [("body", "@tilted.png"), ("angle", "40"), ("comment", "\"Put the animal on its feet\"")],
            Answer = "-120",
            Reading = "Degrees, clockwise above zero, a multiple of the step. Several images get an angle each: 40|200 in version 1, an array in version 2.",
            Notes = ["Version 1 takes several images, as file_1, file_2 and so on; version 2 takes one."],
        },
        new(KindForms.Audio, "audio", "Sound", "A recording; a worker types what is said.")
        {
            V1 = [("lang", "en"), ("body", "@question.mp3")],
            V2 = [("body", "@question.mp3"), ("lang", "\"en\"")],
            Answer = "forty two",
            Reading = "The words or digits as they were typed.",
            Notes = ["Numbers may come as digits or as words."],
        },
        new(KindForms.RecaptchaV2, "recaptcha-v2", "reCAPTCHA V2", "The box to tick, its invisible form, and the Enterprise edition of both.")
        {
            V1 = [("googlekey", SiteKey), ("pageurl", Page)],
            V2 = [("websiteURL", $"\"{Page}\""), ("websiteKey", $"\"{SiteKey}\"")],
            Answer = Token,
            Reading = "The token that the page expects in g-recaptcha-response.",
            Notes = [NeedsAuthorisation, UseOnce],
            OtherTypes = ["RecaptchaV2EnterpriseTaskProxyless"],
        },
        new(KindForms.RecaptchaV3, "recaptcha-v3", "reCAPTCHA V3", "The edition without a challenge, which gives the visitor a score; also in the Enterprise edition.")
        {
            V1 = [("version", "v3"), ("googlekey", SiteKey), ("pageurl", Page), ("action", "login"), ("min_score", "0.3")],
            V2 = [("websiteURL", $"\"{Page}\""), ("websiteKey", $"\"{SiteKey}\""), ("pageAction", "\"login\""), ("minScore", "0.3")],
            Answer = Token,
            Reading = "The token that the page's own script would have got for this action.",
            Notes = [NeedsAuthorisation, UseOnce, "Take the action from the page's script; a token of another action gets a low score."],
            OtherTypes = ["RecaptchaV3EnterpriseTaskProxyless"],
        },
        new(KindForms.KeyCaptcha, "keycaptcha", "KeyCaptcha", "A puzzle of KeyCaptcha, found by four values of the page.")
        {
            V1 = [("s_s_c_user_id", "184015"), ("s_s_c_session_id", "d55b3e42"), ("s_s_c_web_server_sign", "964d84e5"), ("s_s_c_web_server_sign2", "ca50c6fd"), ("pageurl", Page)],
            V2 = [("websiteURL", $"\"{Page}\""), ("s_s_c_user_id", "184015"), ("s_s_c_session_id", "\"d55b3e42\""), ("s_s_c_web_server_sign", "\"964d84e5\""), ("s_s_c_web_server_sign2", "\"ca50c6fd\"")],
            Answer = "b1946ac92492d2347c6235b4d2611184",
            Reading = "The value for the page's hidden field.",
            Notes = [NeedsAuthorisation, UseOnce],
        },
        new(KindForms.FunCaptcha, "funcaptcha", "FunCaptcha", "A challenge of Arkose Labs.")
        {
            V1 = [("publickey", "B7D8911C-5CC8-A9A3-35B0-554ACEE604DA"), ("pageurl", Page), ("data[blob]", "x+y/z=")],
            V2 = [("websiteURL", $"\"{Page}\""), ("websitePublicKey", "\"B7D8911C-5CC8-A9A3-35B0-554ACEE604DA\""), ("data", "\"{\\\"blob\\\":\\\"x+y/z=\\\"}\"")],
            Answer = "3084f4a302b176cd7.96368058|r=eu-west-1|pk=B7D8911C",
            Reading = "The token; bars belong to it.",
            Notes = [NeedsAuthorisation, UseOnce],
        },
    ];
}
