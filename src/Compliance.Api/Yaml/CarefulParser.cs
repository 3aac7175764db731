using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Compliance.Api.Yaml;

/// <summary>Makes every failure of the parser one that knows its place.</summary>
internal sealed class CarefulParser(IParser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext() ? true : throw Unreadable();
        }
        // On some broken lines the scanner fails with whatever its own code ran into, such as InvalidOperationException.
        catch (Exception e) when (e is not YamlException)
        {
            throw Unreadable();
        }
    }

    private YamlException Unreadable()
    {
        var last = parser.Current?.End ?? new Mark(0, 1, 1);
        return new YamlException(last, last, "cannot be read from here on");
    }
}
