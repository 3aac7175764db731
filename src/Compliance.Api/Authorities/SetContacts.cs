using System.Text.RegularExpressions;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

public sealed record SetContactsRequest
{
    public string Authority { get; init; } = "";

    [FromBody]
    public SetContactsBody Body { get; init; } = null!;
}

/// <summary>Everybody who is to be on record from now on.</summary>
public sealed record SetContactsBody
{
    /// <summary>At most 20. Several may share a role.</summary>
    public IReadOnlyList<ContactBody>? Contacts { get; init; }
}

/// <summary>Somebody who answers for a role.</summary>
public sealed record ContactBody
{
    /// <summary>As ladders name it: <c>authority-lead</c>, <c>authority-director</c>, <c>authority-out-of-hours</c>.</summary>
    public string Role { get; init; } = "";

    /// <summary>A person, a desk or a team.</summary>
    public string Name { get; init; } = "";

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Whether somebody answers day and night.</summary>
    public bool RoundTheClock { get; init; }

    internal Contact ToContact() => new(Role, Name.Trim(), Email, Phone, RoundTheClock);
}

internal sealed partial class SetContactsValidator : AbstractValidator<SetContactsRequest>
{
    public const int Most = 20;
    private const int LongestName = 100;
    private const int LongestEmail = 254;

    public SetContactsValidator()
    {
        RuleFor(r => r.Body.Contacts).NotNull().WithMessage("Give the whole list of contacts; an empty one leaves nobody to tell.");
        RuleFor(r => r.Body.Contacts).Must(c => c is null || c.Count <= Most).WithMessage($"Keep at most {Most} contacts.");
        RuleForEach(r => r.Body.Contacts).NotNull().WithMessage("Give a contact, or leave it out.").ChildRules(contact =>
        {
            contact.RuleFor(c => c.Role).Must(EntryRules.IsKey).WithMessage("Name the role as ladders do, such as authority-out-of-hours.");
            contact.RuleFor(c => c.Role).Must(r => r is not ("region" or "provider"))
                .WithMessage("Whoever signs in for the region or for a provider is told without being recorded here; leave this contact out.");
            contact.RuleFor(c => c.Name).Must(IsName).WithMessage($"Give a name of 1 to {LongestName} characters, {PlainText.LineMend}.");
            contact.RuleFor(c => c.Email).Must(e => e is null || IsEmail(e))
                .WithMessage("Give an e-mail address such as duty.desk@example.org.");
            contact.RuleFor(c => c.Phone).Must(p => p is null || Phone().IsMatch(p))
                .WithMessage("Give a telephone number such as 01632 960000 or +44 1632 960000.");
            contact.RuleFor(c => c.Phone).NotNull().When(c => c.Email is null).WithMessage("Give an e-mail address or a telephone number.");
        }).When(r => r.Body.Contacts?.Count <= Most);
    }

    public static bool IsEmail(string text) => text.Length <= LongestEmail && Email().IsMatch(text);

    private static bool IsName(string name) => PlainText.IsLine(name, LongestName);

    // Loose on purpose: only what is plainly no address is refused, and whether mail arrives is not known here.
    [GeneratedRegex(@"^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?(?=(?:[^0-9]*[0-9]){3,15}[^0-9]*\z)[0-9 ()\-]{3,30}( ?(ext|x)\.? ?[0-9]{1,6})?\z")]
    private static partial Regex Phone();
}

/// <summary>Replaces an authority's contacts.</summary>
internal sealed class SetContacts(ComplianceDb db, TenantReader reader, OnRecord people, ReferenceData reference, TimeProvider clock) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/authorities/{authority}/contacts",
            ([AsParameters] SetContactsRequest req, SetContacts endpoint, HttpContext http, CancellationToken ct) =>
                endpoint.ExecuteAsync(req, http, ct))
        .RequireAuthorization(Permissions.WriteContacts)
        .WithName(nameof(SetContacts))
        .WithSummary("Set an authority's contacts")
        .WithDescription(
            "Replaces the whole list. The out-of-hours number that providers are given comes from here. Never refused for what is missing: "
            + "whom a plan's ladders tell and nobody is, warnings say.")
        .WithTags("Authorities")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    public async Task<Results<Ok<ContactsResponse>, ProblemHttpResult>> ExecuteAsync(
        SetContactsRequest req, HttpContext http, CancellationToken ct)
    {
        var contacts = req.Body.Contacts!.Select(c => c.ToContact()).ToList();
        var asked = StoredContacts.Write(contacts);
        var own = db.Authorities.Where(a => a.TenantId == req.Authority);
        var stored = await own.Select(a => a.Contacts).SingleAsync(ct);
        var ifMatch = http.Request.Headers.IfMatch.ToString();
        if (StoredContacts.TagOf(stored).Refuse(ifMatch) is { } problem && !IsRepeated(ifMatch, asked, stored))
        {
            return problem;
        }

        // Bound to what was read, so that of two writers who read the same list only one succeeds.
        if (await own.Where(a => a.Contacts == stored).ExecuteUpdateAsync(a => a.SetProperty(x => x.Contacts, asked), ct) == 0)
        {
            return Problems.PreconditionFailed();
        }

        StoredContacts.TagOf(asked).WriteTo(http.Response);
        var warnings = await WarningsAsync(req.Authority, contacts, ct);
        return TypedResults.Ok(ContactsResponse.From(contacts) with { Warnings = warnings.Count > 0 ? warnings : null });
    }

    private async Task<IReadOnlyList<string>> WarningsAsync(string authority, IReadOnlyList<Contact> contacts, CancellationToken ct)
    {
        var rules = await reader.RulesAsync(authority, clock.GetUtcNow().UtcDateTime, ct);
        var ladders = rules.Plans.Where(p => p.To >= rules.On).SelectMany(p => p.Checklist.Ladders);
        var told = reference.Roles.Where(r => r.CanBeTold).Select(r => r.Key).ToList();
        return
        [
            .. contacts.Select(c => c.Role).Distinct().Where(r => !told.Contains(r))
                .Select(r => $"`{r}`: no ladder can tell this role; {Nearest.Mend(r, told, "name one of those that the plan's ladders tell")}"),
            .. ContactGaps.Of(ladders, reference.Roles, await people.OfAsync(authority, ct)),
        ];
    }

    // A retry whose first answer was lost finds its own change already made.
    private static bool IsRepeated(string ifMatch, string asked, string stored) => ifMatch.Length > 0 && asked == stored;
}
