using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

/// <summary>A checklist with one thing of each kind, for tests to spoil in one place.</summary>
internal static class SmallChecklist
{
    public const string Text = """
        checklist: small
        version: 1
        status: published
        title: A small checklist
        appliesTo: { nations: [england] }
        source: { document: A document, published: 2021-11-03 }

        sections:
          - key: workforce
            title: Enough staff
            items:
              - key: staffing-plan
                owner: authority
                with: [nhs, lrf]
                title: Have a plan
                repeat: { every: month }
                evidence: required
                tell: [lrf]
                source: part 1
              - key: law
                owner: authority
                title: Keep the law
                fixed: { from: 2021-11-11, to: 2022-03-15 }
                source: part 1
              - key: training
                owner: provider
                title: Train all staff
                due: { weeksAfterStart: 6 }
                source: part 1
            measures:
              - key: staff-employed
                question: How many care staff do you employ?
                why: The council sees it.
                kind: count
                appliesTo: { services: [care-home, home-care] }
                every: month
                freshFor: { days: 40 }
                reuse: keep
                heldBy: capacity-tracker
                source: part 1
                refuse: { below: 0 }
                confirm: { above: 1000 }
              - key: staff-absent
                question: How many are absent?
                why: The council sees it.
                kind: count
                every: week
                freshFor: { days: 8 }
                reuse: ask
                heldBy: none
                source: part 1
                refuse: { above: { measure: staff-employed } }
                confirm: { above: { percent: 50, of: staff-employed } }
              - key: ppe-days
                question: For how many days will masks last?
                why: The council sees it.
                kind: number
                unit: days
                every: week
                freshFor: { days: 8 }
                reuse: confirm
                heldBy: none
                source: part 1
              - key: glove-days
                question: For how many days will gloves last?
                why: The council sees it.
                kind: number
                unit: days
                every: week
                freshFor: { days: 8 }
                reuse: confirm
                heldBy: none
                source: part 1
              - key: mood
                question: How is the team?
                why: The council sees it.
                kind: choice
                choices: { good: Good, low: Low }
                every: week
                freshFor: { days: 8 }
                reuse: ask
                heldBy: none
                source: part 1
              - key: safe
                question: Is care safe?
                why: The council sees it.
                kind: yes-no
                owner: authority
                every: week
                freshFor: { days: 8 }
                reuse: ask
                heldBy: none
                source: part 1

        triggers:
          - key: absence
            section: workforce
            title: Too many absent
            subject: provider
            value: { percent: staff-absent, of: staff-employed }
            andAtLeast: { measure: staff-absent, count: 3 }
            missing: skip-if-any
            gaps: hold
            levels:
              - { level: amber, atLeast: 10, periods: 2, clearsBelow: 8, tier: authority, ladder: local }
              - { level: red, atLeast: 20, clearsBelow: 15, tier: authority, ladder: local, watch: { days: 14 } }
            basis: { kind: starting-value, note: None published }
            contingency: [borrow-staff]
          - key: low-stock
            section: workforce
            title: Stock is low
            subject: provider
            value: { least: [ppe-days, glove-days] }
            levels:
              - { level: amber, atMost: 7, clearsAbove: 9, tier: authority, ladder: local }
              - { level: red, atMost: 2, tier: authority, ladder: local }
            basis: { kind: sourced, note: Part 1 }
          - key: unsafe
            section: workforce
            title: Care is not safe
            subject: authority
            value: { measure: safe }
            levels:
              - { level: red, is: "no", tier: region, ladder: local }
            basis: { kind: sourced, note: Part 1 }
          - key: mood-low
            section: workforce
            title: The team is low
            subject: provider
            value: { measure: mood }
            levels:
              - { level: notice, is: low, tier: provider, ladder: own }
            basis: { kind: sourced, note: Part 1 }
          - key: silent
            section: workforce
            title: No word
            subject: provider
            value: { silentFor: staff-absent }
            levels:
              - { level: amber, atLeast: { workingDays: 3 }, tier: authority, ladder: local }
            basis: { kind: starting-value, note: None published }
          - key: absence-widespread
            section: workforce
            title: Absence in many services
            subject: authority
            value:
              share: { of: { services: all }, where: { trigger: absence, atLeast: red } }
              fireOn: lower-bound
              warnOn: upper-bound
              reporting: { atLeastPercent: 50, atLeastProviders: 5 }
            levels:
              - { level: red, atLeast: 15, clearsBelow: 10, tier: region, ladder: local }
            basis: { kind: starting-value, note: None published }

        contingency:
          - key: borrow-staff
            title: Borrow staff
            acceptability: acceptable
            responsible: [provider]

        ladders:
          - key: local
            clock: working-hours
            answerWithin: { hours: 16 }
            steps:
              - { after: { hours: 0 }, tell: [authority-lead] }
              - { after: { hours: 16 }, tell: [region], unless: acknowledged }
          - key: own
            clock: working-hours
            answerWithin: { hours: 16 }
            steps:
              - { after: { hours: 0 }, tell: [provider] }
              - { after: { hours: 16 }, tell: [authority-lead], unless: acknowledged }
        """;

    /// <summary>The text with one passage replaced; the passage must stand in it exactly once, or the first of several is meant.</summary>
    public static string With(string passage, string instead)
    {
        var at = Text.IndexOf(passage, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The small checklist has no '{passage}'.");
        return Text[..at] + instead + Text[(at + passage.Length)..];
    }

    /// <summary>Mistakes as "line:column: sentence".</summary>
    public static IReadOnlyList<string> Mistakes(string text) =>
        ChecklistReader.Read("small.yaml", text).Mistakes.Select(m => m.ToString()["small.yaml:".Length..]).ToList();
}
