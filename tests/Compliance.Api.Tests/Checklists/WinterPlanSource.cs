using Compliance.Domain.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>What the winter plan's summary for local authorities asks, action by action, with the roles, recipients, rhythm and dates that it states.</summary>
/// <remarks>
/// In the source's own order. Roles, recipients, the weekly rhythm and the days of the vaccination law are the source's; the days of the
/// funds are those of their conditions. A monthly rhythm is our reading of what the source asks to be kept up all winter.
/// </remarks>
internal static class WinterPlanSource
{
    private static readonly ItemDue _vaccinationLaw = new ItemDue.Fixed(new DateOnly(2021, 11, 11), new DateOnly(2022, 3, 15));
    private static readonly ItemDue _january = new ItemDue.By(new DateOnly(2022, 1, 14));
    private static readonly ItemDue _fundEnds = new ItemDue.By(new DateOnly(2022, 3, 31));
    private static readonly ItemDue _april = new ItemDue.By(new DateOnly(2022, 4, 29));

    /// <summary>Headings of the source, and how each counts what stands under it.</summary>
    public static readonly IReadOnlyList<(string Heading, string[] Parts)> Headings =
    [
        ("part 1, PPE", Actions(3)),
        ("part 1, Testing", Actions(5)),
        ("part 1, Vaccination", Actions(5)),
        ("part 1, Infection prevention and outbreak management", Actions(2)),
        ("part 1, Visiting", ["first paragraph", "second paragraph", "third paragraph", "fourth paragraph"]),
        ("part 2, Preventing avoidable admissions", []),
        ("part 2, Technology and Digital Support", []),
        ("part 2, Safe Discharge", ["designated settings", "Better Care Fund", "mental health", "family and carers", "homelessness"]),
        ("part 2, Social Prescribing", Actions(3)),
        ("part 2, End of Life", Actions(2)),
        ("part 3, Unpaid carers and respite care", Actions(4)),
        ("part 3, Workforce well-being", Actions(3)),
        ("part 3, Workforce capacity", Actions(6)),
        ("part 3, Social work and other professional leadership", [.. Actions(9), "third action, first point", "third action, second point"]),
        ("part 4, Funding", ["first paragraph", .. Actions(5)]),
        ("part 4, CQC's regulatory model", []),
        ("part 4, Oversight", Actions(4)),
    ];

    public static readonly IReadOnlyList<Asked> All =
    [
        new("part 1, PPE, first action", "ppe-portal-promoted"),
        new("part 1, PPE, second action", "ppe-free-route", With: "lrf", Shown: true),
        new("part 1, PPE, third action", "ppe-shortages-reported", With: "lrf", Tell: "dhsc", Every: Cadence.Month),
        new("part 1, Testing, first action", "testing-strategy-followed", With: "provider", Every: Cadence.Month),
        new("part 1, Testing, second action", "testing-local-support", With: "nhs"),
        new("part 1, Testing, third action", "testing-data-watched", With: "dph", Every: Cadence.Month),
        new("part 1, Testing, third action", "testing-concerns-acted-on", With: "dph", Every: Cadence.Month),
        new("part 1, Testing, third action", "testing-gaps-followed-up", With: "dph", Every: Cadence.Month, Shown: true),
        new("part 1, Testing, fourth action", "ictf-passed-on", Due: _fundEnds, Shown: true),
        new("part 1, Testing, fourth action", "ictf-spending-reported", Tell: "dhsc", Every: Cadence.Month, Due: _fundEnds, Shown: true),
        new("part 1, Testing, fifth action", "multi-virus-testing", With: "ukhsa-hpt"),
        new("part 1, Vaccination, first action", "vaccination-covid-campaign"),
        new("part 1, Vaccination, first action", "vaccination-flu-campaign"),
        new("part 1, Vaccination, second action", "vaccination-covid-delivery", With: "nhs ukhsa-hpt"),
        new("part 1, Vaccination, second action", "vaccination-flu-delivery", With: "nhs ukhsa-hpt"),
        new("part 1, Vaccination, third action", "vaccination-uptake-gathered", With: "provider", Every: Cadence.Month),
        new("part 1, Vaccination, fourth action", "vcod-homes-ready", With: "provider", Due: _vaccinationLaw, Shown: true),
        new("part 1, Vaccination, fourth action", "vcod-home-plans", With: "provider", Due: _vaccinationLaw),
        new("part 1, Vaccination, fourth action", "vcod-own-plan", Due: _vaccinationLaw, Shown: true),
        new("part 1, Vaccination, fourth action", "vcod-impact-known", Due: _vaccinationLaw),
        new("part 1, Vaccination, fourth action", "vcod-response-ready", Due: _vaccinationLaw),
        new("part 1, Vaccination, fourth action", "vcod-risks-escalated", Tell: "lrf nhs-region", Due: _vaccinationLaw),
        new("part 1, Vaccination, fifth action", "visiting-staff-vaccinated", With: "nhs", Due: _vaccinationLaw, Shown: true),
        new("part 1, Infection prevention and outbreak management, first action", "outbreaks-controlled", With: "dph ukhsa-hpt health-protection-board", Tell: "ukhsa-hpt", Every: Cadence.Month),
        new("part 1, Infection prevention and outbreak management, second action", "infection-practice-used", With: "provider"),
        new("part 1, Infection prevention and outbreak management, second action", "infection-nurses-involved", With: "nhs provider"),
        new("part 1, Visiting, first paragraph", "visiting-advice-joint", With: "dph dass"),
        new("part 1, Visiting, first paragraph", "visiting-advice-given", With: "dph dass", Tell: "provider", Every: Cadence.Month),
        new("part 1, Visiting, first paragraph", "visiting-homes-helped", With: "dph dass commissioners"),
        new("part 1, Visiting, second paragraph", "visiting-supported", Every: Cadence.Month),
        new("part 1, Visiting, second paragraph", "visiting-limits-proportionate", With: "dph dass", Shown: true),
        new("part 1, Visiting, second paragraph", "visiting-limits-targeted", With: "dph dass", Shown: true),
        new("part 1, Visiting, second paragraph", "visiting-limits-end-dated", With: "dph dass", Shown: true),
        new("part 1, Visiting, third paragraph", "visiting-end-of-life-allowed", With: "dph dass", Shown: true),
        new("part 1, Visiting, fourth paragraph", "visiting-caregivers-respected", With: "dph dass", Shown: true),

        new("part 2, Preventing avoidable admissions", "urgent-response-known-home-care", With: "provider nhs"),
        new("part 2, Preventing avoidable admissions", "urgent-response-known-social-work", With: "psw nhs"),
        new("part 2, Preventing avoidable admissions", "urgent-response-referrals-quick", With: "nhs provider"),
        new("part 2, Technology and Digital Support", "digital-needs-told", With: "ics provider"),
        new("part 2, Technology and Digital Support", "digital-fund-case", With: "ics provider"),
        new("part 2, Safe Discharge, designated settings", "designated-setting-decided", With: "nhs", Every: Cadence.Month, Shown: true),
        new("part 2, Safe Discharge, designated settings", "designated-setting-kept", With: "nhs"),
        new("part 2, Safe Discharge, Better Care Fund", "better-care-plan", With: "nhs housing", Shown: true),
        new("part 2, Safe Discharge, Better Care Fund", "home-first", With: "nhs"),
        new("part 2, Safe Discharge, Better Care Fund", "discharge-commissioned-together", With: "nhs commissioners"),
        new("part 2, Safe Discharge, mental health", "mental-health-discharge", With: "nhs housing"),
        new("part 2, Safe Discharge, family and carers", "discharge-family-involved", With: "nhs"),
        new("part 2, Safe Discharge, family and carers", "discharge-advice-given", With: "nhs"),
        new("part 2, Safe Discharge, homelessness", "homelessness-identified", With: "nhs"),
        new("part 2, Safe Discharge, homelessness", "homelessness-referred", With: "nhs housing"),
        new("part 2, Social Prescribing, first action", "social-prescribing-coordinated", With: "nhs link-workers vcse"),
        new("part 2, Social Prescribing, first action", "social-prescribing-unequal", With: "nhs link-workers vcse"),
        new("part 2, Social Prescribing, second action", "link-workers-equipped", With: "nhs"),
        new("part 2, Social Prescribing, second action", "link-workers-records", With: "nhs"),
        new("part 2, Social Prescribing, third action", "link-workers-supervised", With: "nhs"),
        new("part 2, End of Life, first action", "care-planning-talks", With: "nhs"),
        new("part 2, End of Life, first action", "care-plans-best-interests", With: "nhs"),
        new("part 2, End of Life, second action", "end-of-life-guidance-applied", With: "nhs"),
        new("part 2, End of Life, second action", "end-of-life-guidance-shared", With: "nhs", Tell: "provider"),

        new("part 3, Unpaid carers and respite care, first action", "carers-support-known"),
        new("part 3, Unpaid carers and respite care, first action", "own-care-support-known"),
        new("part 3, Unpaid carers and respite care, first action", "care-act-needs-met"),
        new("part 3, Unpaid carers and respite care, second action", "carers-assessments-current", Every: Cadence.Month, Shown: true),
        new("part 3, Unpaid carers and respite care, third action", "direct-payments-guidance"),
        new("part 3, Unpaid carers and respite care, third action", "direct-payments-flexible"),
        new("part 3, Unpaid carers and respite care, fourth action", "day-respite-reopened", With: "provider"),
        new("part 3, Unpaid carers and respite care, fourth action", "day-respite-meanwhile", With: "provider"),
        new("part 3, Workforce well-being, first action", "staff-support-kept"),
        new("part 3, Workforce well-being, second action", "occupational-health-reviewed", With: "provider"),
        new("part 3, Workforce well-being, second action", "occupational-health-practice-shared", With: "provider"),
        new("part 3, Workforce well-being, third action", "wellbeing-offers-staff"),
        new("part 3, Workforce well-being, third action", "wellbeing-time"),
        new("part 3, Workforce well-being, third action", "wellbeing-offers-providers", With: "provider"),
        new("part 3, Workforce capacity, first action", "workforce-fund-staffing", Due: _fundEnds, Shown: true),
        new("part 3, Workforce capacity, first action", "workforce-fund-capacity", Due: _fundEnds),
        new("part 3, Workforce capacity, first action", "workforce-fund-conditions", Tell: "dhsc", Due: _fundEnds, Shown: true),
        new("part 3, Workforce capacity, first action", "workforce-fund-return-january", Tell: "dhsc", Due: _january, Shown: true),
        new("part 3, Workforce capacity, first action", "workforce-fund-return-april", Tell: "dhsc", Due: _april, Shown: true),
        new("part 3, Workforce capacity, second action", "care-careers-promoted", With: "provider nhs skills-for-care"),
        new("part 3, Workforce capacity, second action", "staff-retention-supported", With: "provider nhs skills-for-care"),
        new("part 3, Workforce capacity, third action", "staffing-contingency", With: "dass nhs lrf", Tell: "lrf", Every: Cadence.Month, Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-monitoring", Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-measures", Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-triggers", Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-responsibilities", Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-lrf-told", With: "lrf", Shown: true),
        new("part 3, Workforce capacity, third action", "contingency-partners-step-in", With: "nhs lrf", Shown: true),
        new("part 3, Workforce capacity, third action", "staffing-risks-shared", With: "dass", Tell: "region", Every: Cadence.Month),
        new("part 3, Workforce capacity, fourth action", "staff-movement-guidance"),
        new("part 3, Workforce capacity, fourth action", "staffing-schemes-shared", With: "provider"),
        new("part 3, Workforce capacity, fifth action", "workforce-records-supported", With: "skills-for-care"),
        new("part 3, Workforce capacity, fifth action", "duplicate-requests-avoided"),
        new("part 3, Workforce capacity, sixth action", "logistics-considered"),
        new("part 3, Social work and other professional leadership, first action", "strengths-based-practice", With: "dass psw"),
        new("part 3, Social work and other professional leadership, first action", "strengths-based-partners", With: "dass psw nhs"),
        new("part 3, Social work and other professional leadership, second action", "inequality-in-practice", With: "dass psw"),
        new("part 3, Social work and other professional leadership, third action", "health-inequalities-addressed", With: "dass psw"),
        new("part 3, Social work and other professional leadership, third action, first point", "health-inequalities-ethnicity", With: "dass psw nhs"),
        new("part 3, Social work and other professional leadership, third action, second point", "health-inequalities-groups", With: "dass psw nhs"),
        new("part 3, Social work and other professional leadership, fourth action", "quality-assurance-reviewed", With: "dass psw"),
        new("part 3, Social work and other professional leadership, fourth action", "governance-reviewed", With: "dass psw"),
        new("part 3, Social work and other professional leadership, fifth action", "professional-links", With: "dass psw nhs"),
        new("part 3, Social work and other professional leadership, sixth action", "ethical-framework-led", With: "dass psw"),
        new("part 3, Social work and other professional leadership, sixth action", "ethical-framework-nhs", With: "dass psw nhs"),
        new("part 3, Social work and other professional leadership, seventh action", "pathways-outcomes", With: "dass psw"),
        new("part 3, Social work and other professional leadership, seventh action", "pathways-advocacy", With: "dass psw"),
        new("part 3, Social work and other professional leadership, seventh action", "pathways-conflicts", With: "dass psw commissioners", Tell: "commissioners"),
        new("part 3, Social work and other professional leadership, eighth action", "safeguarding-concerns-reviewed", With: "dass psw", Shown: true),
        new("part 3, Social work and other professional leadership, eighth action", "safeguarding-actions-ready", With: "dass psw"),
        new("part 3, Social work and other professional leadership, ninth action", "safeguarding-person-led", With: "dass psw"),

        new("part 4, Funding, first paragraph", "ictf-conditions", Tell: "dhsc", Due: _fundEnds),
        new("part 4, Funding, first paragraph", "ictf-tracker-completed", With: "provider", Every: Cadence.Month, Due: _fundEnds),
        new("part 4, Funding, first paragraph", "ictf-report-january", Tell: "dhsc", Due: _january, Shown: true),
        new("part 4, Funding, first paragraph", "ictf-spent", With: "provider", Due: _fundEnds),
        new("part 4, Funding, first paragraph", "ictf-unspent-repaid", Tell: "dhsc", Due: _fundEnds, Shown: true),
        new("part 4, Funding, first action", "market-understood", With: "commissioners"),
        new("part 4, Funding, first action", "market-developed", With: "commissioners"),
        new("part 4, Funding, first action", "market-funding-promoted", With: "commissioners", Tell: "provider"),
        new("part 4, Funding, second action", "market-demand-known", With: "commissioners"),
        new("part 4, Funding, second action", "market-stresses-known", With: "commissioners", Every: Cadence.Month),
        new("part 4, Funding, third action", "market-risk-tools", With: "commissioners"),
        new("part 4, Funding, third action", "market-risk-support", With: "commissioners"),
        new("part 4, Funding, fourth action", "interruption-plans-current", Every: Cadence.Month, Shown: true),
        new("part 4, Funding, fourth action", "business-failure-plan", Shown: true),
        new("part 4, Funding, fifth action", "market-issues-found", With: "commissioners provider", Every: Cadence.Month),
        new("part 4, Funding, fifth action", "market-concerns-raised", Tell: "region dhsc", Every: Cadence.Month),
        new("part 4, CQC's regulatory model", "regulator-informed", Tell: "cqc", Every: Cadence.Month),
        new("part 4, CQC's regulatory model", "good-practice-promoted", With: "provider"),
        new("part 4, Oversight, first action", "contingency-talks", With: "nhs", Tell: "region", Every: Cadence.Month),
        new("part 4, Oversight, second action", "support-plans-delivered", Every: Cadence.Month),
        new("part 4, Oversight, second action", "feedback-loops", Tell: "region", Every: Cadence.Month),
        new("part 4, Oversight, third action", "tracker-promoted-providers", With: "provider"),
        new("part 4, Oversight, third action", "tracker-promoted-commissioners", With: "commissioners"),
        new("part 4, Oversight, fourth action", "weekly-message", With: "dass dph", Tell: "provider", Every: Cadence.Week),
    ];

    private static string[] Actions(int count) =>
        new[] { "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth" }[..count].Select(n => $"{n} action").ToArray();
}

/// <summary>One thing that the source asks.</summary>
/// <param name="Place">Where in the source.</param>
/// <param name="Item">The item that carries it.</param>
/// <param name="With">Who takes part besides the accountable authority.</param>
/// <param name="Tell">Who is told, or to whom it is reported.</param>
/// <param name="Every">How often, where it goes on all winter.</param>
/// <param name="Due">The law's days or the fixed day; null where none is stated.</param>
/// <param name="Shown">Whether it has to be shown that it was done.</param>
public sealed record Asked(string Place, string Item, string With = "", string Tell = "", Cadence? Every = null, ItemDue? Due = null, bool Shown = false)
{
    public override string ToString() => $"{Place}: {Item}";
}
