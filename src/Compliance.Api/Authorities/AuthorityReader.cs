using System.Text.RegularExpressions;
using Compliance.Domain.Authorities;

namespace Compliance.Api.Authorities;

/// <summary>An authority as the file has it.</summary>
internal sealed record AuthorityEntry(
    string Slug, string Name, string Region, IReadOnlyList<DatedCodeEntry> Codes, IReadOnlyList<string>? Successors = null)
{
    public Authority ToAuthority() => new(
        Slug, Name, Region, [.. Codes.Select(c => new DatedCode(c.Code, c.ValidFrom, c.ValidTo))], Successors ?? []);
}

internal sealed record DatedCodeEntry(string Code, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

/// <summary>Reads the authorities and checks their history.</summary>
internal sealed partial class AuthorityReader(string folder, ReferenceMistakes mistakes)
{
    private const string Path = "reference/authorities.json";

    public (IReadOnlyList<Authority> Authorities, DateOnly RecordedFrom) Read(IReadOnlyCollection<string> regions)
    {
        var file = new ReferenceFile(folder, Path, mistakes);
        if (!file.Open("recordedFrom", "authorities"))
        {
            return ([], default);
        }

        var authorities = file.Entries<AuthorityEntry>("authorities").Select(e => e.ToAuthority()).ToList();
        mistakes.CheckKeys(Path, authorities.Select(a => a.Slug));
        var slugs = authorities.Select(a => a.Slug).ToHashSet();
        foreach (var authority in authorities)
        {
            mistakes.CheckKnown(Path, authority.Slug, "region", authority.Region, regions);
            CheckHistory(authority);
            CheckSuccessors(authority, slugs);
        }

        CheckCodesAreUsedOnce(authorities);
        return (authorities, file.Setting<DateOnly>("recordedFrom"));
    }

    private void CheckHistory(Authority authority)
    {
        if (authority.Codes.Count == 0)
        {
            mistakes.Add(Path, authority.Slug, "has no ONS code; give at least one");
        }

        foreach (var code in authority.Codes)
        {
            if (!OnsCode().IsMatch(code.Code))
            {
                mistakes.Add(Path, authority.Slug, $"`{code.Code}` is not an ONS code: a letter of E, N, S, W and eight digits");
            }

            if (code.ValidFrom > code.ValidTo)
            {
                mistakes.Add(Path, authority.Slug, $"`{code.Code}` ends before it begins");
            }
        }

        foreach (var (earlier, later) in authority.Codes.Zip(authority.Codes.Skip(1)))
        {
            if (earlier.ValidTo is null || later.ValidFrom != earlier.ValidTo.Value.AddDays(1))
            {
                mistakes.Add(Path, authority.Slug, $"`{later.Code}` must begin on the day after `{earlier.Code}` ends");
            }
        }
    }

    private void CheckSuccessors(Authority authority, HashSet<string> slugs)
    {
        foreach (var successor in authority.Successors.Where(s => !slugs.Contains(s)))
        {
            mistakes.Add(Path, authority.Slug, $"unknown successor `{successor}`; add it, or mend its spelling");
        }

        if (authority.Successors.Count > 0 && authority.Codes.Count > 0 && authority.EndedOn is null)
        {
            mistakes.Add(Path, authority.Slug, "has successors but has not ended; give its last code a validTo");
        }
    }

    private void CheckCodesAreUsedOnce(List<Authority> authorities)
    {
        var claims = authorities.SelectMany(a => a.Codes.Select(c => (a.Slug, Dated: c))).GroupBy(c => c.Dated.Code);
        foreach (var claim in claims.Select(g => g.ToList()))
        {
            for (var second = 1; second < claim.Count; second++)
            {
                var (slug, code) = claim[second];
                if (claim.Take(second).FirstOrDefault(c => c.Dated.Overlaps(code)) is { Slug: { } holder })
                {
                    mistakes.Add(Path, slug, $"`{code.Code}` already belongs to `{holder}` on some of these days");
                }
            }
        }
    }

    [GeneratedRegex("^[ENSW][0-9]{8}$")]
    private static partial Regex OnsCode();
}
