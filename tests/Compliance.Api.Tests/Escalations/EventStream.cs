using System.Text.Json.Nodes;

namespace Compliance.Api.Tests.Escalations;

/// <summary>What a server sends, read event by event.</summary>
internal sealed class EventStream(HttpResponseMessage answer) : IAsyncDisposable
{
    // Only for a test that fails: what is awaited comes at once.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private StreamReader? _reader;

    /// <summary>The last id that came, with an event or before the first.</summary>
    public string Id { get; private set; } = "";

    public static async Task<EventStream> OpenAsync(Task<HttpResponseMessage> opening) => new(await opening);

    /// <summary>Every event of an answer that ends.</summary>
    public static async Task<IReadOnlyList<(string Id, JsonNode Data)>> AllAsync(Task<HttpResponseMessage> opening)
    {
        await using var stream = await OpenAsync(opening);
        var all = new List<(string, JsonNode)>();
        while (await stream.NextAsync() is { } data)
        {
            all.Add((stream.Id, data));
        }

        return all;
    }

    /// <summary>The next event; null at the end.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        while (await BlockAsync() is { } block)
        {
            if (block.FirstOrDefault(l => l.StartsWith("data: ", StringComparison.Ordinal)) is { } data)
            {
                return JsonNode.Parse(data["data: ".Length..]);
            }
        }

        return null;
    }

    /// <summary>The lines up to the next empty one; null at the end.</summary>
    public async Task<IReadOnlyList<string>?> BlockAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        _reader ??= new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var lines = new List<string>();
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return lines;
            }

            Id = line.StartsWith("id: ", StringComparison.Ordinal) ? line["id: ".Length..] : Id;
            lines.Add(line);
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        answer.Dispose();
        return ValueTask.CompletedTask;
    }
}
