namespace Compliance.Api.Yaml;

/// <summary>A group of keys and values, read field by field; every mistake is said once and reading goes on.</summary>
internal sealed partial class Fields
{
    private const long LargestNumber = 1_000_000_000_000;

    // More keys than that are looked up in the documentation.
    private const int MostKeysSaid = 16;

    private readonly Page _page;
    private readonly bool _isGroup;
    private readonly List<Fields> _inner = [];
    private bool _broken;

    /// <param name="what">What the group is, for sentences: "a measure".</param>
    /// <param name="keys">All keys it may have.</param>
    public Fields(Page page, YamlNode node, string what, params IReadOnlyCollection<string> keys)
    {
        (_page, What) = (page, what);
        _isGroup = node is YamlMap;
        Map = node as YamlMap ?? new YamlMap(node.Line, node.Column, []);
        if (!_isGroup)
        {
            var which = keys.Count > MostKeysSaid ? "write it so" : $"its keys are {string.Join(", ", keys.Select(k => $"`{k}`"))}";
            Break(node, $"{what} is written as `key: value`; {which}");
        }

        var known = keys as IReadOnlySet<string> ?? keys.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in Map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            page.Say(entry.Key, () => $"unknown key `{Page.Shorten(entry.Key.Text)}` in {what}; {Nearest.Mend(entry.Key.Text, keys, "leave it out")}");
        }
    }

    private Fields(Page page, string what, YamlMap around)
    {
        (_page, What, _isGroup, _broken) = (page, what, false, true);
        Map = new YamlMap(around.Line, around.Column, []);
    }

    public string What { get; }

    public YamlMap Map { get; }

    /// <summary>Whether a value is missing or unreadable.</summary>
    public bool IsBroken => _broken || _inner.Any(f => f.IsBroken);

    public YamlNode? Node(string key) => Map.Find(key)?.Value;

    public bool Has(string key) => Node(key) is not null;

    public string Text(string key) => Required(key) is { } node ? ToText(node, key) : "";

    public string? TextOrNull(string key) => Node(key) is { } node ? ToText(node, key) : null;

    /// <summary>A key in kebab-case: the name of something, or a reference to it.</summary>
    public string Key(string key) => Required(key) is { } node ? ToKey(node) : "";

    public string? KeyOrNull(string key) => Node(key) is { } node ? ToKey(node) : null;

    public IReadOnlyList<string> Keys(string key) => List(key, ToKey);

    public long Number(string key, long least = -LargestNumber, long most = LargestNumber) =>
        Required(key) is { } node ? ToNumber(node, key, least, most) : least;

    public long? NumberOrNull(string key, long least = -LargestNumber, long most = LargestNumber) =>
        Node(key) is { } node ? ToNumber(node, key, least, most) : null;

    public int Whole(string key, int least, int most) => (int)Number(key, least, most);

    /// <summary>True or false; false when it is left out.</summary>
    public bool Flag(string key) => Node(key) is { } node && ToFlag(node, key);

    public DateOnly Date(string key) => Required(key) is { } node ? ToDate(node, key) : default;

    public DateOnly? DateOrNull(string key) => Node(key) is { } node ? ToDate(node, key) : null;

    public T Word<T>(string key) where T : struct, Enum => Required(key) is { } node ? ToWord<T>(node, key, []) : default;

    public T WordOr<T>(string key, T otherwise, params IReadOnlyCollection<T> not) where T : struct, Enum =>
        Node(key) is { } node ? ToWord(node, key, not) : otherwise;

    public T WordNot<T>(string key, params IReadOnlyCollection<T> not) where T : struct, Enum =>
        Required(key) is { } node ? ToWord(node, key, not) : default;

    public IReadOnlyList<T> WordList<T>(string key) where T : struct, Enum => List(key, n => ToWord<T>(n, key, []));

    /// <summary>A group inside this one; when it is left out, one that is silent about what it lacks.</summary>
    public Fields Group(string key, string what, params IReadOnlyCollection<string> keys) =>
        Keep(Required(key) is { } node ? new Fields(_page, node, what, keys) : new Fields(_page, what, Map));

    public Fields? GroupOrNull(string key, string what, params IReadOnlyCollection<string> keys) =>
        Node(key) is { } node ? Keep(new Fields(_page, node, what, keys)) : null;

    /// <summary>The values of a list, none when it is left out.</summary>
    /// <param name="most">Values beyond so many are left unread; who asks for fewer says that there are too many.</param>
    public IReadOnlyList<T> List<T>(string key, Func<YamlNode, T> read, int most = int.MaxValue) => Node(key) switch
    {
        null => [],
        YamlList list => list.Values.Take(most).Select(read).ToList(),
        { } other => Broken<IReadOnlyList<T>>(other, $"`{key}` is a list; write it as `[a, b]` or with a dash before each", []),
    };

    public void Break(YamlNode place, string sentence)
    {
        _broken = true;
        var isSaid = place is YamlRefused || (!_isGroup && ReferenceEquals(place, Map));
        if (!isSaid)
        {
            _page.Say(place, sentence);
        }
    }

    public YamlNode? Required(string key)
    {
        var node = Node(key);
        if (node is null)
        {
            _broken = true;
            if (_isGroup)
            {
                _page.Say(Map, $"{What} lacks `{key}`; add it");
            }
        }

        return node;
    }
}
