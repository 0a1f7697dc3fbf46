using System.Security.Cryptography;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Demo;

internal static class Passwords
{
    /// <summary>Without 0/O, 1/l/I: it is read from a screen and typed.</summary>
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly PasswordHasher<Person> Hasher = new();

    /// <summary>In the format of ASP.NET Core Identity, by which the portal checks it. The person takes no part in it.</summary>
    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>20 characters from an alphabet of 56: 116 bits.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 20);
}
