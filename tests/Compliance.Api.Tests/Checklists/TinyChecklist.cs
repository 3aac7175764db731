namespace Compliance.Api.Tests.Checklists;

/// <summary>A checklist of one question with tests that notice every change, for tests to take something out of.</summary>
internal static class TinyChecklist
{
    public const string Text = """
        checklist: tiny
        version: 1
        status: published
        title: A tiny checklist
        source: { document: A document, published: 2021-11-03 }

        sections:
          - key: workforce
            title: Enough staff
            measures:
              - key: absent
                question: How many are absent?
                why: The council sees it.
                kind: count
                every: week
                freshFor: { days: 8 }
                reuse: ask
                heldBy: none
                source: part 1
              - key: mood
                question: How is the team?
                why: No trigger reads it.
                kind: count
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
            value: { measure: absent }
            missing: skip-if-any
            gaps: hold
            levels:
              - { level: amber, atLeast: 10, clearsBelow: 8, tier: authority, ladder: desk }
            basis: { kind: starting-value, note: None published }
          - key: widespread
            section: workforce
            title: Too many absent in many services
            subject: authority
            value:
              share: { of: { services: all }, where: { trigger: absence, atLeast: amber } }
              fireOn: lower-bound
              warnOn: upper-bound
              reporting: { atLeastPercent: 60, atLeastProviders: 2 }
            levels:
              - { level: red, atLeast: 50, clearsBelow: 40, tier: region, ladder: desk }
            basis: { kind: starting-value, note: None published }

        ladders:
          - key: desk
            clock: round-the-clock
            answerWithin: { hours: 4 }
            steps:
              - { after: { hours: 0 }, tell: [authority-lead] }
        """;

    public const string Tests = """
        checklist: tiny
        tests:
          - name: Ten are too many until there are fewer than eight
            register: { elm: care-home }
            steps:
              - { report: 2026-11-04T20:00, of: elm, readings: { absent: 10 },
                  expect: [ { trigger: absence, of: elm, level: amber, told: [authority-lead], tier: authority, answerBy: 2026-11-05T00:00 } ] }
              - { report: 2026-11-11, of: elm, readings: { absent: 8 }, expect: [ { trigger: absence, of: elm, level: amber } ] }
              - { report: 2026-11-18, of: elm, readings: { absent: 7 }, expect: [ { trigger: absence, of: elm, level: clear } ] }
          - name: Nine are not
            register: { elm: care-home }
            steps:
              - { report: 2026-11-04, of: elm, readings: { absent: 9 }, expect: [ { trigger: absence, of: elm, level: clear } ] }
              - { tick: "2026-11-12T09:00", expect: [ { trigger: absence, of: elm, level: clear, unknown: [] } ] }
              - { tick: "2026-11-12T09:01", expect: [ { trigger: absence, of: elm, level: clear, unknown: [absent] } ] }
          - name: Half are many, and three in five must report
            register: { home-1 to home-100: care-home }
            steps:
              - { report: 2026-11-04, of: home-1 to home-49, readings: { absent: 10 } }
              - { report: 2026-11-04, of: home-50 to home-59, readings: { absent: 0 },
                  expect: [ { trigger: widespread, of: authority, level: clear, whyNot: { red: unknown }, warned: false } ] }
              - { report: 2026-11-04, of: home-60, readings: { absent: 0 },
                  expect: [ { trigger: widespread, of: authority, level: clear, warned: true, share: { lower: 49/100, upper: 89/100 } } ] }
              - { report: 2026-11-04, of: home-50, kind: update, readings: { absent: 10 },
                  expect: [ { trigger: widespread, of: authority, level: red, tier: region } ] }
              - { report: 2026-11-04, of: home-61 to home-100, readings: { absent: 0 } }
              - { report: 2026-11-05, of: home-41 to home-50, kind: update, readings: { absent: 0 },
                  expect: [ { trigger: widespread, of: authority, level: red, share: { lower: 40/100, upper: 40/100 } } ] }
              - { report: 2026-11-05, of: home-40, kind: update, readings: { absent: 0 }, expect: [ { trigger: widespread, of: authority, level: clear } ] }
          - name: One alone is not many
            register: { elm: care-home }
            steps:
              - { report: 2026-11-04, of: elm, readings: { absent: 10 }, expect: [ { trigger: widespread, of: authority, level: clear, whyNot: { red: unknown } } ] }
          - name: Two are
            register: { elm: care-home, oak: care-home }
            steps:
              - { report: 2026-11-04, of: [elm, oak], readings: { absent: 10 }, expect: [ { trigger: widespread, of: authority, level: red } ] }
        """;

    /// <summary>The text without one passage, which must stand in it.</summary>
    public static string Without(string text, string passage, string instead = "")
    {
        Assert.Contains(passage, text);
        return text.Replace(passage, instead, StringComparison.Ordinal);
    }
}
