using System.Globalization;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.TrainingTasks;

/// <summary>Questions as sites ask them, each with one answer that nobody doubts, and that is the same in every language: numbers in digits, and words that all of them write alike.</summary>
internal static class Questions
{
    private static readonly (string English, string Spanish)[] Numbers =
    [
        ("zero", "cero"), ("one", "uno"), ("two", "dos"), ("three", "tres"), ("four", "cuatro"), ("five", "cinco"), ("six", "seis"),
        ("seven", "siete"), ("eight", "ocho"), ("nine", "nueve"), ("ten", "diez"),
    ];

    private static readonly string[] Words = ["hotel", "piano", "radio", "chocolate", "taxi", "hospital", "cable", "motor", "local", "idea", "doctor", "animal"];

    private static readonly string[] Animals = ["panda", "koala", "puma", "jaguar", "iguana", "alpaca"];

    /// <param name="n">From 1; six questions of each sort take turns, each with other words.</param>
    public static ShippedTask Make(int id, int n)
    {
        var turn = n / 6;
        var (english, spanish, answer) = (n % 6) switch
        {
            0 => Sum(2 + turn, 1 + turn * 5 % 7),
            1 => After(2 + turn),
            2 => Placed(turn),
            3 => Capitals(turn),
            4 => Animal(turn),
            _ => ($"How many letters has the word \"{Words[turn]}\"? Write the number in digits.",
                $"¿Cuántas letras tiene la palabra \"{Words[turn]}\"? Escribe el número en cifras.", Digits(Words[turn].Length)),
        };
        return new ShippedTask(id, TrainingSort.Question, answer) { Instruction = english, Translations = Instructions.In(spanish) };
    }

    private static (string, string, string) Sum(int a, int b) => (
        $"What is {Numbers[a].English} plus {Numbers[b].English}? Write the number in digits.",
        $"¿Cuánto es {Numbers[a].Spanish} más {Numbers[b].Spanish}? Escribe el número en cifras.", Digits(a + b));

    private static (string, string, string) After(int number) => (
        $"Which number comes after {Numbers[number].English}? Write it in digits.",
        $"¿Qué número sigue después de {Numbers[number].Spanish}? Escríbalo en cifras.", Digits(number + 1));

    private static (string, string, string) Placed(int turn)
    {
        var list = Four(turn);
        var (english, spanish) = (((string, string)[])[("first", "primera"), ("second", "segunda"), ("third", "tercera"), ("last", "última")])[turn % 4];
        return ($"Type the {english} word: {string.Join(' ', list)}.", $"Escribe la {spanish} palabra: {string.Join(' ', list)}.", list[turn % 4]);
    }

    private static (string, string, string) Capitals(int turn)
    {
        var list = Four(turn + 3);
        var at = turn * 3 % 4;
        list[at] = list[at].ToUpperInvariant();
        return ($"Type the word in capital letters: {string.Join(' ', list)}.", $"Escribe la palabra que está en mayúsculas: {string.Join(' ', list)}.", list[at]);
    }

    private static (string, string, string) Animal(int turn)
    {
        // The last two words are left out: there are people who say that a doctor is an animal.
        var list = $"{Words[turn]}, {Animals[turn % 6]}, {Words[(turn + 5) % (Words.Length - 2)]}";
        return ($"Which of these is an animal: {list}?", $"¿Cuál de estos es un animal: {list}?", Animals[turn % 6]);
    }

    /// <summary>Seven has no divisor in common with the number of words: as many lists as there are words.</summary>
    private static string[] Four(int turn) => [.. Enumerable.Range(0, 4).Select(i => Words[(turn * 7 + i * 5) % Words.Length])];

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
