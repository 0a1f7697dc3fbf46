namespace CaptchaGrains.Imaging.Scenes;

/// <summary>What can be seen in the pictures: things that everybody knows, and that nobody mistakes for each other.</summary>
public enum Thing
{
    Boat = 1,
    Tree = 2,
    House = 3,
    Star = 4,
    Car = 5,
    Cat = 6,
    Umbrella = 7,
    Fish = 8,
    Cup = 9,
    Clock = 10,
    Flower = 11,
    Balloon = 12,
    Mushroom = 13,
    Key = 14,
}
