using Compliance.Api.Authorities;
using Compliance.Api.Checklists;

namespace Compliance.Api.Tests.Checklists;

public sealed class RoleRulesTests
{
    [Theory]
    [InlineData("with: [nhs, lrf]", "with: [nhs, lfr]", "14:21: unknown role `lfr`; did you mean `lrf`?")]
    [InlineData("tell: [lrf]", "tell: [minister]", "18:16: unknown role `minister`; the roles are in `reference/roles.json`")]
    [InlineData("responsible: [provider]", "responsible: [providers]", "159:19: unknown role `providers`; did you mean `provider`?")]
    [InlineData("tell: [region]", "tell: [regional]", "167:40: unknown role `regional`; did you mean `region`?")]
    [InlineData("nations: [england]", "nations: [englnd]", "5:24: unknown nation `englnd`; did you mean `england`?")]
    [InlineData("services: [care-home, home-care]", "services: [care-home, homecare]", "35:44: unknown service type `homecare`; did you mean `home-care`?")]
    public void Nobody_is_named_who_is_not_known(string passage, string instead, string mistake) =>
        Assert.Equal([mistake], SmallChecklist.Mistakes(SmallChecklist.With(passage, instead)));

    [Theory]
    [InlineData("[england]", null)]
    [InlineData("[england, wales]", null)]
    [InlineData("[scotland]", "scotland")]
    [InlineData("[england, scotland, northern-ireland]", "scotland or northern-ireland")]
    [InlineData(null, "scotland or northern-ireland")]
    public void Nobody_is_named_who_does_not_exist_in_the_nation(string? nations, string? without)
    {
        var text = SmallChecklist.With("appliesTo: { nations: [england] }\n", nations is null ? "" : $"appliesTo: {{ nations: {nations} }}\n");

        var mistakes = SmallChecklist.Mistakes(text).Where(m => m.Contains("there is no", StringComparison.Ordinal)).ToList();

        Assert.Equal(without is not null, mistakes.Count > 0);
        Assert.All(mistakes, m => Assert.EndsWith(
            $": there is no `lrf` in {without}, for which the checklist is written; name who does this there, or leave it to england and wales in `appliesTo`", m, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_role_has_a_label_in_the_reference_data() =>
        Assert.Equal(Roles.All, ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists")).Roles.Select(r => r.Key));

    [Fact]
    public void Nations_and_kinds_of_service_are_those_of_the_reference_data()
    {
        var reference = ReferenceReader.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));

        Assert.Equal(Nations.All, reference.Nations.Select(n => n.Key));
        Assert.Equal(ServiceTypes.All, reference.ServiceTypes.Select(t => t.Key));
    }

    [Fact]
    public void A_ninth_question_a_week_is_refused()
    {
        const string question = "    measures:\n";
        string More(int n) => $"      - {{ key: more-{n}, question: More?, why: Because., kind: yes-no, every: week, freshFor: {{ days: 8 }}, reuse: ask, heldBy: none, source: none }}\n";

        Assert.Empty(SmallChecklist.Mistakes(SmallChecklist.With(question, question + string.Concat(Enumerable.Range(1, 4).Select(More)))));
        Assert.Equal(
            "84:16: the default weekly return asks 9 of care-home; eight is the most, so ask one of them every month",
            SmallChecklist.Mistakes(SmallChecklist.With(question, question + string.Concat(Enumerable.Range(1, 5).Select(More))))[0]);
    }
}
