using System.Net.Mail;

namespace Compliance.Api.Access;

/// <summary>How people are reached; section <c>Notices</c> of the settings.</summary>
public sealed class NoticeOptions
{
    public const string Section = "Notices";

    private const string CaseId = "{case}";

    /// <summary>Whether this process sends notices; where it does not, another must.</summary>
    public bool Send { get; init; } = true;

    /// <summary>Lets webhooks go to private, loopback and other addresses that are not public, and over http: for trying things out.</summary>
    public bool AllowPrivateTargets { get; init; }

    /// <summary>Where people open a case: the address of a page, with <c>{case}</c> for the case's id. Without one, links lead to the API itself.</summary>
    public string CasePage { get; init; } = "";

    public bool IsCasePageSound => CasePage.Length == 0
        || (CasePage.Contains(CaseId, StringComparison.Ordinal) && Uri.TryCreate(CasePage.Replace(CaseId, "1", StringComparison.Ordinal), UriKind.Absolute, out var page)
            && page.Scheme is "http" or "https");

    public SmtpOptions Smtp { get; init; } = new();

    public NotifyOptions Notify { get; init; } = new();

    public bool CanEmail => Notify.CanEmail || Smtp.IsSet;

    public bool CanText => Notify.CanText;

    /// <summary>Where people open a case; null where no page is set up.</summary>
    public string? PageOf(string escalation) => CasePage.Length == 0 ? null : CasePage.Replace(CaseId, escalation, StringComparison.Ordinal);
}

/// <summary>The mail server that messages are given to.</summary>
public sealed class SmtpOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>The address that messages come from.</summary>
    public string From { get; init; } = "";

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Whether the server must offer STARTTLS.</summary>
    public bool Tls { get; init; } = true;

    public bool IsSet => Host.Length > 0;

    public bool IsWhole => !IsSet || (Port is > 0 and < 65536 && MailAddress.TryCreate(From, out _));
}

/// <summary>GOV.UK Notify, which sends both e-mails and text messages.</summary>
public sealed class NotifyOptions
{
    private const int LengthOfIds = 36;

    /// <summary>As the service's settings page shows it: a name, the service's id and the secret, joined by hyphens.</summary>
    public string ApiKey { get; init; } = "";

    public string BaseAddress { get; init; } = "https://api.notifications.service.gov.uk";

    /// <summary>Id of a template whose subject is <c>((subject))</c> and whose message is <c>((body))</c>.</summary>
    public string EmailTemplate { get; init; } = "";

    /// <summary>Id of a template whose message is <c>((body))</c>.</summary>
    public string TextTemplate { get; init; } = "";

    public bool IsSet => ApiKey.Length > 0;

    public bool CanEmail => IsSet && EmailTemplate.Length > 0;

    public bool CanText => IsSet && TextTemplate.Length > 0;

    public string ServiceId => ApiKey.Substring(ApiKey.Length - (2 * LengthOfIds) - 1, LengthOfIds);

    public string Secret => ApiKey[^LengthOfIds..];

    public bool IsWhole => !IsSet
        || (ApiKey.Length > 2 * LengthOfIds + 1 && Guid.TryParse(ServiceId, out _) && Guid.TryParse(Secret, out _) && (CanEmail || CanText)
            && Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
