using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Compliance.Api.Tests.Notices;

/// <summary>A message as a mail server got it.</summary>
internal sealed record Mailed(string To, string Subject, string Body);

/// <summary>A real mail server on this machine, as small as the protocol lets it be.</summary>
internal sealed partial class TestMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Mailed> _got = new();
    private readonly Task _running;

    public TestMailServer()
    {
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<Mailed> Got => [.. _got];

    /// <summary>What is answered to RCPT TO; 250 unless a test says otherwise.</summary>
    public Func<string, string> Recipient { get; set; } = _ => "250 OK";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var to = "";
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
            {
                to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                await writer.WriteLineAsync(Recipient(to));
            }
            else if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                _got.Enqueue(Read(to, await DataAsync(reader)));
                await writer.WriteLineAsync("250 taken");
            }
            else
            {
                await writer.WriteLineAsync(verb == "QUIT" ? "221 bye" : "250 OK");
            }
        }
    }

    private static async Task<List<string>> DataAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        }

        return lines;
    }

    private static Mailed Read(string to, List<string> lines)
    {
        var head = lines.IndexOf("");
        var subject = new StringBuilder();
        foreach (var line in lines.Take(head).SkipWhile(l => !l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)))
        {
            if (subject.Length > 0 && !line.StartsWith(' '))
            {
                break;
            }

            // The space that a long line is folded at counts, but between encoded words.
            subject.Append(subject.Length == 0 ? line["Subject:".Length..].Trim() : line.StartsWith(" =?", StringComparison.Ordinal) ? line.Trim() : $" {line.Trim()}");
        }

        var encoding = lines.Take(head).FirstOrDefault(l => l.StartsWith("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) ?? "";
        var body = encoding.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(lines.Skip(head + 1))))
            : QuotedPrintable(string.Join('\n', lines.Skip(head + 1)), encoding);
        return new Mailed(to, Word().Replace(subject.ToString(), m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))), body.ReplaceLineEndings("\n"));
    }

    private static string QuotedPrintable(string text, string encoding) => !encoding.Contains("quoted", StringComparison.OrdinalIgnoreCase) ? text
        : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Escape().Replace(text.Replace("=\n", "", StringComparison.Ordinal), m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString())));

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]+)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Escape();
}
