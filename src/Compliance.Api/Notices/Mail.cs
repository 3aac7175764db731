using System.Net;
using System.Net.Mail;
using System.Text;
using Compliance.Api.Access;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Notices;

/// <summary>What came of handing a message over.</summary>
/// <param name="Why">What went wrong; null when it was taken.</param>
/// <param name="ForGood">Whether trying again is of no use.</param>
internal sealed record Handed(string? Why, bool ForGood = false)
{
    public static Handed Over { get; } = new(Why: null);
}

/// <summary>Gives e-mails to the mail server of the settings.</summary>
internal sealed class Mail(IOptions<NoticeOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    public async Task<Handed> SendAsync(string to, string id, string subject, string body, CancellationToken ct)
    {
        var settings = options.Value.Smtp;
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
        if (settings.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        }

        using var message = new MailMessage(settings.From, to, subject, body)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        // Receivers can tell a message that comes twice, and no out-of-office answers it.
        message.Headers.Add("Message-ID", $"<{id}@{new MailAddress(settings.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var late = new CancellationTokenSource(_timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await client.SendMailAsync(message, either.Token);
            return Handed.Over;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Handed("The mail server did not answer within 30 seconds.");
        }
        catch (SmtpException trouble)
        {
            // 5 is for good in the words of SMTP; what is no answer of the server at all is less than that.
            var status = (int)trouble.StatusCode;
            return status is >= 500 and < 600 && trouble is SmtpFailedRecipientException
                ? new Handed($"The mail server refused the address ({status}).", ForGood: true)
                : new Handed(status > 0 ? $"The mail server answered {status}." : "The mail server could not be reached.");
        }
    }
}
