namespace CaptchaGrains.Api.Orders;

/// <summary>
/// Parameters of the kinds that people answer by looking, reading or listening. Beside the documented names, the friendly ones that the Ruby client passes
/// on as its users write them.
/// </summary>
internal static class ImageParameters
{
    public static readonly Parameter Body = new(new("body"), new("body"), "base64", "100 bytes … 600 kB, at most 1000 pixels a side; JPEG, PNG, GIF", "",
        "The image; a data: prefix and line breaks are forgiven.");

    public static readonly Parameter File = new(new("file", "file_1"), null, "file", "as body", "", "The image as a part of a multipart form.");

    public static readonly Parameter Phrase = new(new("phrase"), new("phrase"), "flag", "", "0", "The answer has two or more words.");

    public static readonly Parameter CaseSensitive = new(new("regsense", "case_sensitive", "caseSensitive"), new("case"), "flag", "", "0", "Capital letters matter.");

    public static readonly Parameter Numeric = new(new("numeric"), new("numeric"), "number", "0 … 4", "0",
        "0 anything, 1 digits only, 2 letters only, 3 digits only or letters only, 4 digits and letters.");

    public static readonly Parameter Math = new(new("calc"), new("math"), "flag", "", "0", "The result of the sum in the image is wanted.");

    public static readonly Parameter MinLength = new(new("min_len", "min_length", "minLength"), new("minLength"), "number", "0 … 20", "0", "Characters of the shortest answer; 0: no bound.");

    public static readonly Parameter MaxLength = new(new("max_len", "max_length", "maxLength"), new("maxLength"), "number", "0 … 20", "0", "Characters of the longest answer; 0: no bound.");

    public static readonly Parameter Instruction = new(new("textinstructions", "hint_text", "hintText"), new("comment"), "text", "at most 140 characters", "",
        "What the worker is told.");

    public static readonly Parameter InstructionImage = new(new("imginstructions", "hint_image", "hintImg"), new("imgInstructions"), "base64 or file", "100 bytes … 100 kB", "",
        "An image that tells the worker what to do.");

    public static readonly Parameter Alphabet = new(new("language"), null, "number", "0 … 2", "0", "0 unspecified, 1 Cyrillic, 2 Latin.");

    // Anti-Captcha's client puts the pool inside the task.
    public static readonly Parameter Language = new(new("lang"), new("languagePool"), "text", "a language code", "", "A hint, so that a worker who reads the language is found.");

    public static readonly Parameter Question = new(new("textcaptcha"), new("comment"), "text", "1 … 140 characters", "", "The question to be answered.") { IsRequired = true };

    public static readonly Parameter IsCoordinates = new(new("coordinatescaptcha"), null, "flag", "", "", "Says that points in the image are wanted.") { IsRequired = true };

    public static readonly Parameter IsGrid = new(new("recaptcha"), null, "flag", "", "", "Says that squares are wanted; any other parameter of grids says it too.");

    public static readonly Parameter Rows = new(new("recaptcharows", "rows"), new("rows"), "number", "1 … 20", "3 for 300×300 pixels, else 4", "Rows of the grid.");

    public static readonly Parameter Columns = new(new("recaptchacols", "cols", "columns"), new("columns"), "number", "1 … 20", "3 for 300×300 pixels, else 4", "Columns of the grid.");

    public static readonly Parameter PreviousId = new(new("previousID", "previous_id", "previousId"), new("previousId", "previousID"), "id", "", "",
        "Your earlier captcha of the same challenge: only its new squares are looked at.");

    public static readonly Parameter CanNoAnswer = new(new("can_no_answer"), new("canNoAnswer"), "flag", "", "0", "That no square matches is an answer.");

    public static readonly Parameter ImageType = new(new("img_type"), new("imgType"), "text", "funcaptcha, funcaptcha_compare, recaptcha, hcaptcha", "", "What sort of grid it is.");

    public static readonly Parameter Canvas = new(new("canvas"), null, "flag", "0", "0", "Drawing is not served.");

    public static readonly Parameter MinClicks = new(new("min_clicks"), new("minClicks"), "number", "1 … 400", "1", "The fewest squares or points.");

    public static readonly Parameter MaxClicks = new(new("max_clicks"), new("maxClicks"), "number", "1 … 400", "grids: all squares; points: no bound", "The most squares or points.");

    public static readonly Parameter Angle = new(new("angle"), new("angle"), "number", "1 … 360, decimals are rounded", "40", "Degrees of one step of the rotation.");

    public static readonly Parameter Sound = new(new("body"), new("body"), "base64", "MP3, 100 bytes … 1 MB", "", "The sound.") { IsRequired = true };

    public static readonly Parameter SoundLanguage = new(new("lang"), new("lang"), "text", "en, fr, de, el, pt, ru", "", "The language that is spoken.") { IsRequired = true };

    /// <summary>The second to ninth file of an image that is turned; <c>file_1</c> is the first where there is no <c>file</c>.</summary>
    public static readonly Parameter[] MoreFiles =
        [.. Enumerable.Range(2, 8).Select(n => new Parameter(new($"file_{n}"), null, "file", "as body", "", $"Image {n} of 9."))];
}
