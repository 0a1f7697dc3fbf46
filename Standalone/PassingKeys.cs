using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CaptchaGrains.Standalone;

/// <summary>The keys that protect the portal's cookies, for as long as the process lives: whoever was signed in is unknown to the next sandbox anyway.</summary>
internal sealed class PassingKeys : IXmlRepository
{
    private readonly Lock _lock = new();
    private readonly List<XElement> _keys = []; // one, and another each ninety days

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock) return [.. _keys.Select(k => new XElement(k))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_lock) _keys.Add(new XElement(element));
    }
}
