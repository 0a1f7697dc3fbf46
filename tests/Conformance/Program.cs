using CaptchaGrains.Conformance;

if (args.Length != 3)
{
    Console.Error.WriteLine("Conformance CUSTOMER_API WORKER_PORTAL KEY");
    Console.Error.WriteLine("e.g.: Conformance http://127.0.0.1:8080 http://127.0.0.1:8090 00112233445566778899aabbccddeeff");
    return 2;
}
using var suite = new Suite(new Uri(args[0]), new Uri(args[1]), args[2]);
var verdicts = await suite.Run();
foreach (var wrong in verdicts.Where(v => v.Fault is not null)) Console.WriteLine($"{wrong.Case}: {wrong.Fault}");
Console.WriteLine($"{verdicts.Count} cases, {verdicts.Count(v => v.Fault is not null)} wrong");
return verdicts.All(v => v.Fault is null) ? 0 : 1;
