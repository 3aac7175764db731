using YamlDotNet.Core;

namespace Compliance.Api.Yaml;

/// <summary>One file while it is being read: its mistakes, and where each thing read from it stands.</summary>
/// <param name="begins">The key with which such a file begins, for sentences.</param>
internal sealed class Page(string file, string begins = "checklist")
{
    // A person mends a screenful at a time; a hostile file must not make us write a book.
    private const int MostMistakes = 500;

    private readonly List<Mistake> _mistakes = [];
    private readonly Dictionary<object, Fields> _places = new(ReferenceEqualityComparer.Instance);
    private int _unsaid;

    public string File => file;

    public string Begins => begins;

    /// <summary>Whether further mistakes are only counted.</summary>
    public bool IsFull => _mistakes.Count >= MostMistakes;

    /// <summary>All mistakes in the order of their places.</summary>
    public IReadOnlyList<Mistake> Mistakes
    {
        get
        {
            var inOrder = _mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column).Distinct().ToList();
            if (_unsaid > 0)
            {
                inOrder.Add(new Mistake(file, inOrder[^1].Line, inOrder[^1].Column, $"and {_unsaid} more; mend these first"));
            }

            return inOrder;
        }
    }

    public void Say(int line, int column, string sentence)
    {
        if (IsFull)
        {
            _unsaid++;
            return;
        }

        _mistakes.Add(new Mistake(file, line, column, sentence));
    }

    public void Say(Mark place, string sentence) => Say((int)place.Line, (int)place.Column, sentence);

    public void Say(YamlNode place, string sentence) => Say(place.Line, place.Column, sentence);

    /// <summary>Says a sentence that is dear to make; it is not made when it would only be counted.</summary>
    public void Say(YamlNode place, Func<string> sentence) => Say(place, IsFull ? "" : sentence());

    /// <summary>Remembers which group of the file a thing was read from.</summary>
    public T Place<T>(T thing, Fields fields) where T : notnull
    {
        _places[thing] = fields;
        return thing;
    }

    /// <summary>Whether every value of the thing could be read; rules about relations skip those that could not.</summary>
    public bool IsReadable(object thing) => _places.TryGetValue(thing, out var fields) && !fields.IsBroken;

    /// <summary>Where the thing's value under a key stands, or the thing itself when the key is left out.</summary>
    public YamlNode At(object thing, string key) => _places[thing].Node(key) ?? _places[thing].Map;

    /// <summary>Where the thing itself begins.</summary>
    public YamlNode At(object thing) => _places[thing].Map;

    public YamlNode At(object thing, string key, int index) =>
        At(thing, key) is YamlList list && index < list.Values.Count ? list.Values[index] : At(thing, key);

    /// <summary>Where a key of the thing stands.</summary>
    public YamlNode KeyOf(object thing, string key) => _places[thing].Map.Find(key)?.Key ?? At(thing);

    /// <summary>Where the value at the end of a path of keys stands, or as far along it as there is one.</summary>
    public YamlNode Along(object thing, params IEnumerable<string> keys) =>
        keys.Aggregate((YamlNode)_places[thing].Map, (node, key) => (node as YamlMap)?.Find(key)?.Value ?? node);

    /// <summary>The value as it stands in the file, or null when the key is left out.</summary>
    public YamlNode? Find(object thing, string key) => _places[thing].Node(key);

    /// <summary>Long words are cut, so that a mistake stays one line.</summary>
    public static string Shorten(string word)
    {
        var line = word.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
