using Compliance.Api.Access;
using Compliance.Api.Yaml;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;

namespace Compliance.Api.Authorities;

/// <summary>Reads a file of authorities. The format is strict, and one reading finds every mistake.</summary>
internal static class AuthorityFileReader
{
    private static readonly string[] _identity = ["name", "region", "nation", "codes"];

    /// <summary>The file as far as it could be read; null when it is not readable at all.</summary>
    public static AuthorityFile? Read(Page page, string text)
    {
        if (StrictYaml.Read(page, text) is not { } root)
        {
            return null;
        }

        var fields = new Fields(page, root, "a file of authorities", "authorities", "regions");
        if (!fields.Has("regions"))
        {
            fields.Required("authorities");
        }

        return new AuthorityFile(
            fields.List("authorities", n => ReadAuthority(page, n)), fields.List("regions", n => ReadRegion(page, n)));
    }

    private static GivenAuthority ReadAuthority(Page page, YamlNode node)
    {
        var fields = new Fields(
            page, node, "an authority", ["authority", .. _identity, "contacts", "plans", "register", "providers", "people"]);
        if (fields.Has("register") && fields.Node("providers") is { } providers)
        {
            fields.Break(providers, "services stand either under `providers` or in the file that `register` names; keep one of the two");
        }

        return page.Place(
            new GivenAuthority(
                fields.Key("authority"),
                _identity.Any(fields.Has) ? ReadIdentity(page, fields) : null,
                fields.List("contacts", n => ReadContact(page, n)),
                fields.List("plans", n => ReadPlan(page, n)),
                fields.TextOrNull("register"),
                fields.List("providers", n => ReadProvider(page, n)),
                fields.List("people", n => ReadPerson(page, n))),
            fields);
    }

    private static GivenIdentity ReadIdentity(Page page, Fields fields)
    {
        fields.Required("codes");
        return new GivenIdentity(fields.Text("name"), fields.Key("region"), fields.Key("nation"), fields.List("codes", n => ReadCode(page, n)));
    }

    private static DatedCode ReadCode(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a code", "code", "from", "to");
        return page.Place(new DatedCode(fields.Text("code"), fields.DateOrNull("from"), fields.DateOrNull("to")), fields);
    }

    private static Contact ReadContact(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a contact", "role", "name", "email", "phone", "roundTheClock");
        return page.Place(
            new Contact(fields.Key("role"), fields.Text("name"), fields.TextOrNull("email"), fields.TextOrNull("phone"), fields.Flag("roundTheClock")),
            fields);
    }

    private static GivenPlan ReadPlan(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a plan", "checklist", "version", "season", "from", "to");
        return page.Place(
            new GivenPlan(
                fields.Key("checklist"), fields.Whole("version", 1, 9999), fields.Whole("season", 2000, 2099), fields.Date("from"), fields.Date("to")),
            fields);
    }

    private static GivenEntry ReadProvider(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a provider", GivenEntry.Members);
        fields.Required(GivenEntry.KeyMember);
        var given = GivenEntry.Members
            .Select(m => (Member: m, Text: fields.TextOrNull(m)))
            .Where(m => m.Text is not null)
            .ToDictionary(m => m.Member, m => m.Text!, StringComparer.Ordinal);
        return page.Place(new GivenEntry(given), fields);
    }

    private static GivenRegion ReadRegion(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a region", "region", "people");
        return page.Place(new GivenRegion(fields.Key("region"), fields.List("people", n => ReadPerson(page, n))), fields);
    }

    private static GivenPerson ReadPerson(Page page, YamlNode node)
    {
        var fields = new Fields(page, node, "a person", "name", "email", "hats");
        fields.Required("hats");
        return page.Place(
            new GivenPerson(fields.Text("name"), fields.Text("email"), fields.List("hats", n => ReadHat(page, fields, n))), fields);
    }

    private static GivenHat ReadHat(Page page, Fields person, YamlNode node)
    {
        if (node is YamlText { Meaning: YamlMeaning.Text } role)
        {
            return new GivenHat(role.Text, []);
        }

        var fields = person.Keep(new Fields(page, node, "a hat with services", Roles.ProviderManager));
        return new GivenHat(Roles.ProviderManager, fields.Keys(Roles.ProviderManager));
    }
}
