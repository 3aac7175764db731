using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Benchmarks;

/// <summary>What a run of load found.</summary>
internal sealed record LoadResult(long Answers, long Refused, double Seconds, double MedianMs, double P99Ms)
{
    public double PerSecond => Answers / Seconds;
}

/// <summary>Keeps so many connections busy with prepared requests, one at a time each.</summary>
internal sealed class Load(int port, int connections, Func<int, long, byte[]> requestOf)
{
    public async Task<LoadResult> RunAsync(TimeSpan warmUp, TimeSpan counted)
    {
        var from = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var until = from + (long)(counted.TotalSeconds * Stopwatch.Frequency);
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => ConnectAsync(c, from, until))));
        var times = runs.SelectMany(r => r.Times).Order().ToArray();
        return new LoadResult(
            times.Length, runs.Sum(r => r.Refused), counted.TotalSeconds, At(times, 0.5), At(times, 0.99));
    }

    private async Task<(List<double> Times, long Refused)> ConnectAsync(int connection, long from, long until)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var times = new List<double>();
        var refused = 0L;
        for (var n = 0L; ; n++)
        {
            var start = Stopwatch.GetTimestamp();
            if (start >= until)
            {
                return (times, refused);
            }

            await stream.WriteAsync(requestOf(connection, n));
            var accepted = await ReadAsync(stream, buffer);
            if (start >= from)
            {
                if (accepted)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                else
                {
                    refused++;
                }
            }
        }
    }

    /// <summary>Reads one answer to its end, by length or by chunks; true when its status is 2xx or 304.</summary>
    private static async Task<bool> ReadAsync(NetworkStream stream, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(read));
            if (got == 0)
            {
                throw new IOException("The server hung up: " + Encoding.ASCII.GetString(buffer, 0, read));
            }

            read += got;
            if (IsWhole(buffer.AsSpan(0, read)))
            {
                return buffer[9] == (byte)'2' || buffer.AsSpan(9, 3).SequenceEqual("304"u8);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (answer[9..].StartsWith("304"u8))
        {
            return true;
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        var digits = answer[(length + 16)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length >= head + 4 + int.Parse(end < 0 ? digits : digits[..end], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static double At(double[] times, double quantile) => times.Length == 0 ? 0 : times[(int)(quantile * (times.Length - 1))];
}
