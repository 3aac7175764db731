using Compliance.Api.Data;
using Compliance.Api.Endpoints;
using Compliance.Domain.Checklists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Plans;

/// <summary>Finds the checklist version that a plan names, if it is one for the authority.</summary>
internal sealed class PlanChecklists(Catalogue catalogue, ComplianceDb db)
{
    public async Task<(Checklist? Checklist, ProblemHttpResult? Problem)> FindAsync(string authority, string key, int version, CancellationToken ct)
    {
        if (catalogue.Find(key, version) is not { } checklist)
        {
            return (null, Problems.Invalid(Unknown(key, version)));
        }

        var nation = await db.Authorities.Where(a => a.TenantId == authority).Select(a => a.Nation).SingleAsync(ct);
        return checklist.Nations.Count == 0 || checklist.Nations.Contains(nation)
            ? (checklist, null)
            : (null, Problems.Invalid(new FieldProblem(
                "checklist", $"`{checklist.Key}` is written for {string.Join(", ", checklist.Nations)}; choose a checklist for {nation}.")));
    }

    private FieldProblem Unknown(string key, int version)
    {
        var versions = catalogue.VersionsOf(key).Select(c => c.Version).ToList();
        return versions.Count > 0
            ? new FieldProblem("/version", $"There is no version {version} of `{key}`; choose from: {string.Join(", ", versions)}.")
            : new FieldProblem("checklist", $"There is no such checklist; choose from: {string.Join(", ", catalogue.All.Select(c => c.Key).Distinct())}.");
    }
}
