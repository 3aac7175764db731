using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Api.Access;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Notices;

/// <summary>Gives e-mails and text messages to GOV.UK Notify.</summary>
internal sealed class Notify : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private readonly NotifyOptions _settings;
    private readonly TimeProvider _clock;

    public Notify(IOptions<NoticeOptions> options, TimeProvider clock)
    {
        (_settings, _clock) = (options.Value.Notify, clock);
    }

    public Task<Handed> EmailAsync(string to, string id, string subject, string body, CancellationToken ct) => SendAsync(
        "email", new { email_address = to, template_id = _settings.EmailTemplate, reference = id, personalisation = new { subject, body } }, ct);

    public Task<Handed> TextAsync(string to, string id, string body, CancellationToken ct) => SendAsync(
        "sms", new { phone_number = to, template_id = _settings.TextTemplate, reference = id, personalisation = new { body } }, ct);

    public void Dispose() => _http.Dispose();

    private async Task<Handed> SendAsync<T>(string kind, T message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_settings.BaseAddress.TrimEnd('/')}/v2/notifications/{kind}")
        {
            Content = JsonContent.Create(message),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        using var late = new CancellationTokenSource(_timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300 ? Handed.Over
                // What Notify finds wrong with a message stays wrong; its own troubles, its limits and our key may mend.
                : new Handed($"GOV.UK Notify answered {status}{await ErrorAsync(response, either.Token)}.", ForGood: status is 400);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Handed("GOV.UK Notify did not answer within 20 seconds.");
        }
        catch (HttpRequestException)
        {
            return new Handed("GOV.UK Notify could not be reached.");
        }
    }

    // The kind of error only: its message can hold the address.
    private static async Task<string> ErrorAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            return answer.RootElement.GetProperty("errors")[0].GetProperty("error").GetString() is { Length: > 0 and < 100 } kind ? $" ({kind})" : "";
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return "";
        }
    }

    private string Token()
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { iss = _settings.ServiceId, iat = _clock.GetUtcNow().ToUnixTimeSeconds() });
        var signed = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_settings.Secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
