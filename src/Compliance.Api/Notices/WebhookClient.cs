using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Compliance.Api.Access;
using Compliance.Domain.Notices;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Notices;

/// <summary>What came of one try.</summary>
/// <param name="Status">The status answered; null where none was.</param>
/// <param name="Why">What went wrong, in words; null when the message was taken.</param>
internal sealed record WebhookAnswer(int? Status, string? Why, TimeSpan? RetryAfter, TimeSpan Took)
{
    public bool IsTaken => Why is null;

    public bool IsGone => Status == StatusCodes.Status410Gone;
}

/// <summary>Posts signed messages to addresses that others chose, and so to public ones only, and never further than there.</summary>
internal sealed class WebhookClient : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly bool _anywhere;
    private readonly TimeProvider _clock;

    public WebhookClient(IOptions<NoticeOptions> options, TimeProvider clock)
    {
        _anywhere = options.Value.AllowPrivateTargets;
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 16,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Why an address cannot be registered; null when it can.</summary>
    public async Task<string?> RefuseAsync(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "Give an address such as https://hooks.example.org/compliance, without a user or a fragment.";
        }

        if (_anywhere)
        {
            return null;
        }

        if (address.Scheme != "https")
        {
            return "Give an address that begins with https://, so that nobody can read or change messages on their way.";
        }

        try
        {
            return (await AddressesAsync(address.IdnHost, ct)).FirstOrDefault(a => !PublicTarget.Is(a)) is { } inside
                ? $"Give an address on the public internet: {address.IdnHost} leads to {inside}, which is not."
                : null;
        }
        catch (SocketException)
        {
            return $"{address.IdnHost} cannot be found. Check the name, or try again once it is known.";
        }
    }

    public async Task<WebhookAnswer> PostAsync(string url, string id, byte[] body, IEnumerable<string> secrets, CancellationToken ct)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(s => WebhookSecret.Sign(s, id, timestamp, body))));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Compliance-Webhooks", "1"));
        var started = _clock.GetTimestamp();
        using var late = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new WebhookAnswer((int)response.StatusCode, WhyNot(response), RetryAfter(response), _clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "There was no answer within 10 seconds.", null, _clock.GetElapsedTime(started));
        }
        catch (HttpRequestException trouble)
        {
            return new WebhookAnswer(null, (trouble.InnerException as NotPublicException)?.Message ?? Words(trouble), null, _clock.GetElapsedTime(started));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? WhyNot(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => null,
        410 => "It answered 410: the address wants no more messages.",
        var status and >= 300 and < 400 => $"It answered {status}: redirects are not followed. Register the address that it leads to.",
        var status => $"It answered {status}.",
    };

    private static string Words(HttpRequestException trouble) => trouble.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "The name of the address could not be found.",
        HttpRequestError.ConnectionError => "No connection could be made.",
        HttpRequestError.SecureConnectionError => "No secure connection could be made; check the certificate.",
        _ => "The connection broke before there was an answer.",
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } on } => on - _clock.GetUtcNow(),
        _ => null,
    };

    // Names are looked up here and nowhere else, so that what was looked at is what is connected to.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host, ct);
        if (!_anywhere && addresses.FirstOrDefault(a => !PublicTarget.Is(a)) is { } inside)
        {
            throw new NotPublicException($"{host} leads to {inside}, which is not on the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);

    private sealed class NotPublicException(string message) : IOException(message);
}
