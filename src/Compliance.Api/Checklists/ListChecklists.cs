using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Checklists;

public sealed record ListChecklistsRequest
{
    /// <summary>How many at once: 1 to 500, 50 if left out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the part before gave under next.</summary>
    public string? Cursor { get; init; }
}

/// <summary>One version of a checklist.</summary>
/// <param name="Status">Only a published version can be adopted; it never changes.</param>
/// <param name="Nations">Nations it is written for; empty means all.</param>
/// <param name="Address">Where its whole content is.</param>
public sealed record ChecklistSummary(
    string Checklist, int Version, ChecklistStatus Status, string Title, IReadOnlyList<string> Nations, ChecklistSource Source, string Address);

internal sealed class ListChecklistsValidator : AbstractValidator<ListChecklistsRequest>
{
    public ListChecklistsValidator() => this.CheckPage(r => r.Limit, r => r.Cursor, parts: 2);
}

/// <summary>Lists the checklists that authorities can adopt, every version by itself.</summary>
internal sealed class ListChecklists(Catalogue catalogue) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/checklists", ([AsParameters] ListChecklistsRequest req, ListChecklists endpoint, HttpContext http) => endpoint.Execute(req, http))
        .RequireAuthorization(Permissions.ReadChecklists)
        .WithName(nameof(ListChecklists))
        .WithSummary("List checklists")
        .WithDescription("Every version of every checklist, by key and version. An authority adopts one version for a season as its plan.")
        .WithTags("Checklists")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    public Ok<Page<ChecklistSummary>> Execute(ListChecklistsRequest req, HttpContext http)
    {
        var limit = req.Limit ?? Pages.DefaultLimit;
        var all = Cursor.TryRead(req.Cursor, 2, out var cursor) ? catalogue.All.Where(c => IsAfter(c, cursor)) : catalogue.All;
        var found = all.Take(limit + 1).Select(From).ToList();
        return TypedResults.Ok(Pages.Cut(http, found, limit, c => Cursor.Of(c.Checklist, VersionPart(c.Version))));
    }

    private static bool IsAfter(Checklist checklist, Cursor cursor) => string.CompareOrdinal(checklist.Key, cursor.Parts[0]) switch
    {
        0 => string.CompareOrdinal(VersionPart(checklist.Version), cursor.Parts[1]) > 0,
        var order => order > 0,
    };

    // Padded, so that versions sort as text.
    private static string VersionPart(int version) => version.ToString("D9", System.Globalization.CultureInfo.InvariantCulture);

    private static ChecklistSummary From(Checklist checklist) => new(
        checklist.Key, checklist.Version, checklist.Status, checklist.Title, checklist.Nations,
        new ChecklistSource(checklist.Source.Document, checklist.Source.Published),
        $"/v1/checklists/{checklist.Key}/versions/{checklist.Version}");
}
