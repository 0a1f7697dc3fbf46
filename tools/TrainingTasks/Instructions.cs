using CaptchaGrains.Imaging.Scenes;

namespace CaptchaGrains.TrainingTasks;

/// <summary>What is asked of a picture, in the languages of the pages.</summary>
internal static class Instructions
{
    public static (string English, string Spanish) Squares(Thing thing) =>
        ($"Click all squares with {A(thing)}.", $"Haz clic en todos los cuadros con {Un(thing)}.");

    public static (string English, string Spanish) SquareNumbers(Thing thing) =>
        ($"Type the numbers of all squares with {A(thing)}.", $"Escribe los números de todos los cuadros con {Un(thing)}.");

    public static (string English, string Spanish) Points(Thing thing, int count) => count == 1
        ? ($"Click on the {English(thing)}.", $"Haz clic en {(IsFeminine(thing) ? "la" : "el")} {Spanish(thing)}.")
        : ($"Click on each {English(thing)}.", $"Haz clic en cada {Spanish(thing)}.");

    /// <summary>As the list has the languages other than English.</summary>
    public static Dictionary<string, string> In(string spanish) => new() { ["es"] = spanish };

    private static string A(Thing thing) => $"{(thing == Thing.Umbrella ? "an" : "a")} {English(thing)}";

    private static string Un(Thing thing) => $"{(IsFeminine(thing) ? "una" : "un")} {Spanish(thing)}";

    private static string English(Thing thing) => thing.ToString().ToLowerInvariant();

    private static bool IsFeminine(Thing thing) => thing is Thing.House or Thing.Star or Thing.Cup or Thing.Flower or Thing.Key;

    private static string Spanish(Thing thing) => thing switch
    {
        Thing.Tree => "árbol",
        Thing.House => "casa",
        Thing.Star => "estrella",
        Thing.Car => "auto",
        Thing.Cat => "gato",
        Thing.Umbrella => "paraguas",
        Thing.Fish => "pez",
        Thing.Cup => "taza",
        Thing.Clock => "reloj",
        Thing.Flower => "flor",
        Thing.Balloon => "globo",
        Thing.Mushroom => "hongo",
        Thing.Key => "llave",
        Thing.Boat => "barco",
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "Not a thing."),
    };
}
