using System.Globalization;
using CaptchaGrains.Actors.Training;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.TrainingTasks;

/// <summary>Questions as sites ask them, each with one answer that nobody doubts.</summary>
internal static class Questions
{
    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Words = ["river", "garden", "window", "bread", "harvest", "bridge", "candle", "pocket", "forest", "silver", "market", "planet"];

    private static readonly string[] Colours = ["red", "green", "blue", "yellow", "black", "white"];

    private static readonly string[] Animals = ["horse", "dog", "goose", "lion", "goat", "rabbit"];

    /// <param name="n">From 1; six questions of each sort take turns, each with other words.</param>
    public static ShippedTask Make(int id, int n)
    {
        var turn = n / 6;
        var (question, answer) = (n % 6) switch
        {
            0 => Sum(2 + turn, 1 + turn * 5 % 7),
            1 => ($"Which day comes after {Days[turn % 7]}?{(turn >= 7 ? " Write it in capital letters." : "")}", Days[(turn + 1) % 7]),
            2 => Third(turn),
            3 => ($"What colour is the {Colours[turn % 6]} {Words[(turn + 3) % Words.Length]}?", Colours[turn % 6]),
            4 => ($"Which of these is an animal: {Words[turn]}, {Animals[turn % 6]}, {Words[(turn + 5) % Words.Length]}?", Animals[turn % 6]),
            _ => ($"How many letters has the word \"{Words[turn]}\"? Write the number in digits.", Words[turn].Length.ToString(CultureInfo.InvariantCulture)),
        };
        return new ShippedTask(id, TrainingSort.Question, answer) { Instruction = question };
    }

    private static (string, string) Sum(int a, int b) =>
        ($"What is {Numbers[a % Numbers.Length]} plus {Numbers[b]}? Write the number in digits.", (a % Numbers.Length + b).ToString(CultureInfo.InvariantCulture));

    private static (string, string) Third(int turn)
    {
        // Seven has no divisor in common with the number of words: as many lists as there are words.
        string[] list = [.. Enumerable.Range(0, 4).Select(i => Words[(turn * 7 + i * 5) % Words.Length])];
        var at = turn % 4;
        return ($"Type the {((string[])["first", "second", "third", "last"])[at]} word: {string.Join(' ', list)}.", list[at]);
    }
}
