using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Escalations;
using Compliance.Domain.Journal;
using Compliance.Domain.Plans;
using Compliance.Domain.Reporting;
using Compliance.Domain.Subjects;

namespace Compliance.Domain.Intake;

/// <summary>Raising a case by hand: about a provider on the register, or about the authority itself.</summary>
internal static class RaiseRules
{
    public static (Outcome? Refusal, CaseRaised? Content) Decide(TenantState tenant, RaiseCase raise, DateTime at)
    {
        var rules = tenant.RulesOn(tenant.Calendar.DateOf(at));
        var plans = PlansOf(rules);
        var faults = Faults(tenant, raise, plans).ToList();
        if (faults.Count > 0)
        {
            return (new Invalid(faults), null);
        }

        if (Gone(tenant, raise, rules) is { } gone)
        {
            return (gone, null);
        }

        if (!plans.Exists(p => p.Checklist.Ladders.Count > 0))
        {
            return (new Refused("no-plan", "The authority has adopted no checklist that says who is told of a case and by when it is answered. Adopt one; until then, ring.", []), null);
        }

        var texts = new[] { ("title", (string?)raise.Title), ("reason", raise.Reason) }
            .Concat((raise.Attachments ?? []).SelectMany(a => new[] { ("attachments", (string?)a.Title), ("attachments", a.Url) }));
        return CaseTexts.Confidential(texts, raise.Confirm) is { } refused
            ? (refused, null)
            : (null, new CaseRaised(
                raise.Title, raise.Reason, raise.Level, raise.Tier, LadderOf(raise, plans), raise.Role, raise.Section, raise.Attachments,
                IsKept(raise) ? true : null));
    }

    /// <summary>Nobody can be asked or told at a service that is not there. What it leaves behind is the authority's to deal with.</summary>
    private static Refused? Gone(TenantState tenant, RaiseCase raise, Rulebook rules)
    {
        if (tenant.Subjects.GetValueOrDefault(raise.Subject)?.Membership is not { } member || member.Covers(rules.On))
        {
            return null;
        }

        var when = member.Left < rules.On ? $"left the register; its last day there was {Day(member.Left.Value)}" : $"joins the register only on {Day(member.Joined)}";
        return new Refused(
            "provider-not-on-register",
            $"`{raise.Subject}` {when}. Raise the case about the authority itself and name the service in the reason, or correct the register.", [raise.Subject]);
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static IEnumerable<Fault> Faults(TenantState tenant, RaiseCase raise, List<Plan> plans)
    {
        if (string.IsNullOrWhiteSpace(raise.Title))
        {
            yield return new Fault("/title", "Say in a few words what it is about.");
        }

        if (string.IsNullOrWhiteSpace(raise.Reason))
        {
            yield return new Fault("/reason", "Say why, in a sentence.");
        }

        var isAuthority = raise.Subject == SubjectState.Authority;
        if (!isAuthority && tenant.Subjects.GetValueOrDefault(raise.Subject)?.Membership is null)
        {
            yield return new Fault("/provider", "Name a provider on the authority's register, or leave it out for the authority itself.");
        }

        if (raise.Level is not (TriggerLevel.Amber or TriggerLevel.Red))
        {
            yield return new Fault("/level", "Raise it at amber or red.");
        }

        if (raise.Tier == Tier.Region && raise.Role != ActingAs.Region)
        {
            yield return new Fault("/tier", "Start it with the authority; whoever owns it there passes it up.");
        }

        if (raise.Tier == Tier.Provider && isAuthority)
        {
            yield return new Fault("/tier", "A case about the authority itself does not start with a provider.");
        }

        if (raise.Audience == Audience.Region)
        {
            yield return new Fault("/audience", "A case about an authority or its providers is always the authority's to see. Say authority or provider; what only the region may read, write as a note with the audience region.");
        }

        if (raise.Audience == Audience.Provider && isAuthority)
        {
            yield return new Fault("/audience", "No provider sees a case about the authority itself; leave the audience out.");
        }

        if (raise.Ladder is { } ladder && plans.Count > 0 && plans.All(p => p.Checklist.Ladders.All(l => l.Key != ladder)))
        {
            yield return new Fault("/ladder", $"The plans' ladders are {string.Join(", ", plans.SelectMany(p => p.Checklist.Ladders).Select(l => l.Key).Distinct())}. Name one of them, or leave it out.");
        }

        if (raise.Section is { } section && plans.Count > 0 && plans.All(p => p.Checklist.Sections.All(s => s.Key != section)))
        {
            yield return new Fault("/section", $"The plans' sections are {string.Join(", ", plans.SelectMany(p => p.Checklist.Sections).Select(s => s.Key).Distinct())}. Name one of them, or leave it out.");
        }

        foreach (var fault in AttachmentRules.Faults(raise.Attachments))
        {
            yield return fault;
        }
    }

    /// <summary>What a region hears of a provider it may have heard in confidence: the provider sees it once somebody means it to.</summary>
    private static bool IsKept(RaiseCase raise) =>
        raise.Subject != SubjectState.Authority && (raise.Audience ?? (raise.Role == ActingAs.Region ? Audience.Authority : Audience.Provider)) != Audience.Provider;

    // Cases do not wait for the season: outside its days the plan adopted last still says who is told.
    private static List<Plan> PlansOf(Rulebook rules)
    {
        var today = rules.Plans.Where(p => p.Covers(rules.On)).ToList();
        return today.Count > 0 ? today : [.. rules.Plans.OrderBy(p => p.To).ThenBy(p => p.Checklist.Key, StringComparer.Ordinal).TakeLast(1)];
    }

    /// <summary>The ladder named, or else the one that the plans' triggers use most for this level and tier, for this level, or at all; of equals the quickest.</summary>
    private static Ladder LadderOf(RaiseCase raise, List<Plan> plans)
    {
        var ladders = plans.SelectMany(p => p.Checklist.Ladders).DistinctBy(l => l.Key).ToList();
        if (raise.Ladder is { } named)
        {
            return ladders.First(l => l.Key == named);
        }

        var levels = plans.SelectMany(p => p.Checklist.Triggers).SelectMany(t => t.Levels).ToList();
        var those = new[] { levels.Where(l => l.Name == raise.Level && l.Tier == raise.Tier), levels.Where(l => l.Name == raise.Level), levels }
            .Select(some => some.ToList()).FirstOrDefault(some => some.Count > 0) ?? [];
        return ladders.OrderByDescending(l => those.Count(t => t.Ladder == l.Key)).ThenBy(l => l.AnswerWithinHours).ThenBy(l => l.Key, StringComparer.Ordinal).First();
    }
}
