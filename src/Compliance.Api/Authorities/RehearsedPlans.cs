using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;

namespace Compliance.Api.Authorities;

/// <summary>Plans that a file adopts, tried against those an authority has by the rules that will judge them.</summary>
internal sealed class RehearsedPlans(Catalogue catalogue, Calendars calendars, ReferenceData reference, TimeProvider clock)
{
    public const string Who = "operator:command-line";

    public void Add(Page page, AuthorityChange change, GivenAuthority given, string nation, IReadOnlyList<Plan> stored, IReadOnlyList<HatHolder> users)
    {
        var contents = stored.DistinctBy(p => Convert.ToHexStringLower(p.Hash))
            .ToDictionary(p => Convert.ToHexStringLower(p.Hash), p => p.Checklist, StringComparer.Ordinal);
        var tenant = new TenantState(given.Slug, calendars.Of(nation), hash => contents[hash]);
        tenant.Plans.AddRange(stored);
        foreach (var again in given.Plans.Where(p => page.IsReadable(p)).GroupBy(p => (p.Checklist, p.Season)).SelectMany(g => g.Skip(1)))
        {
            page.Say(page.At(again, "checklist"), FormattableString.Invariant($"the plan `{again.Checklist}` of season {again.Season} stands here twice; keep one"));
        }

        foreach (var plan in given.Plans.Where(p => page.IsReadable(p)).DistinctBy(p => (p.Checklist, p.Season)))
        {
            if (Find(page, plan, nation) is { } checklist)
            {
                contents[Convert.ToHexStringLower(Canonical.Hash(Canonical.Write(checklist)))] = checklist;
                Add(page, change, plan, checklist, tenant, new RoleHolders(change.ContactsAfter, users));
            }
        }
    }

    private Checklist? Find(Page page, GivenPlan plan, string nation)
    {
        var versions = catalogue.VersionsOf(plan.Checklist).ToList();
        if (versions.Count == 0)
        {
            page.Say(page.At(plan, "checklist"), $"unknown checklist `{plan.Checklist}`; {Nearest.Mend(plan.Checklist, [.. catalogue.All.Select(c => c.Key).Distinct()])}");
        }
        else if (versions.All(v => v.Version != plan.Version))
        {
            page.Say(page.At(plan, "version"), FormattableString.Invariant($"there is no version {plan.Version} of `{plan.Checklist}`; choose from: {string.Join(", ", versions.Select(v => v.Version))}"));
        }
        else if (versions[0].Nations is { Count: > 0 } nations && !nations.Contains(nation))
        {
            page.Say(page.At(plan, "checklist"), $"`{plan.Checklist}` is written for {string.Join(", ", nations)}; choose a checklist for {nation}");
        }
        else
        {
            return versions.First(v => v.Version == plan.Version);
        }

        return null;
    }

    private void Add(Page page, AuthorityChange change, GivenPlan plan, Checklist checklist, TenantState tenant, RoleHolders holders)
    {
        var what = FormattableString.Invariant($"plan {plan.Checklist}, version {plan.Version}, season {plan.Season}");
        var known = tenant.Plans.FirstOrDefault(p => p.Checklist.Key == plan.Checklist && p.Season == plan.Season);
        if (known is not null && (known.Checklist.Version, known.From, known.To) == (plan.Version, plan.From, plan.To))
        {
            change.Add(ChangeKind.Left, what);
            return;
        }

        // What the authority has changed about its plan is its own, and the file says nothing of it.
        var command = new SetPlan(Who, checklist, plan.Season, plan.From, plan.To, known?.Overrides ?? [], known?.Revision);
        switch (Desk.Take(tenant, command, clock.UtcNow).Outcome)
        {
            case Stored when known is null && ContactGaps.NobodyAtNight(checklist.Ladders, holders.Contacts):
                page.Say(page.At(plan, "checklist"), $"ladders of `{checklist.Key}` run round the clock, and no contact answers day and night; add one with `roundTheClock: true`");
                break;
            case Stored stored:
                change.Add(known is null ? ChangeKind.Created : ChangeKind.Changed, what, command);
                change.Warnings.AddRange(stored.Warnings.Concat(ContactGaps.Of(checklist.Ladders, reference.Roles, holders)));
                break;
            case Invalid invalid:
                invalid.Faults.ToList().ForEach(f => page.Say(page.At(plan, f.Pointer.Split('/')[1]), f.Sentence));
                break;
            case Refused refused:
                page.Say(page.At(plan, "version"), refused.Sentence);
                break;
            case var other:
                throw new InvalidOperationException($"{what} of {tenant.Id} met {other.GetType().Name}.");
        }
    }
}
