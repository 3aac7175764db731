using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Data.Writing;
using Compliance.Domain.Intake;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Authorities;

/// <summary>Writes what a rehearsal has worked out, each part as its own address does, and says it line by line.</summary>
/// <remarks>Should it be stopped half-way, the next run finds what is left to do.</remarks>
internal sealed class ChangeWriter(
    Onboarding onboarding, ComplianceDbFactory databases, BatchWriter writer, UserDirectory users, PasswordLinks links, TextWriter output)
{
    private const int TogetherAtMost = 256;

    /// <summary>How many things could not be written.</summary>
    public int Refused { get; private set; }

    public async Task WriteAsync(AuthorityChange change, CancellationToken ct)
    {
        if (change.Record is { } record)
        {
            await onboarding.ApplyAsync([], [record], ct);
        }

        foreach (var line in change.Lines)
        {
            await SayAsync(line);
        }

        await WriteContactsAsync(change, ct);

        // One by one a plan, which looks at every service; then services together.
        foreach (var part in change.Commands.Where(c => c.Command is SetPlan).Chunk(1).Concat(change.Commands.Where(c => c.Command is not SetPlan).Chunk(TogetherAtMost)))
        {
            await WriteAsync(change.Place, part, ct);
        }

        foreach (var person in change.People)
        {
            await WriteAsync(person, ct);
        }
    }

    private async Task WriteContactsAsync(AuthorityChange change, CancellationToken ct)
    {
        if (change.Contacts is var (stored, asked))
        {
            await using var db = databases.For(change.Place);
            if (await db.Authorities.Where(a => a.TenantId == change.Place && a.Contacts == stored)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Contacts, asked), ct) == 0)
            {
                await RefuseAsync(change.Place, "contacts");
                return;
            }
        }

        foreach (var line in change.ContactLines)
        {
            await SayAsync(line);
        }
    }

    private async Task WriteAsync(string authority, (Command Command, ChangeLine Line)[] part, CancellationToken ct)
    {
        var items = part.Select(c => new WorkItem(authority, c.Command, null, [])).ToList();
        await writer.WriteAsync(items, ct);
        foreach (var (item, (_, line)) in items.Zip(part))
        {
            if (await item.Done.Task is { IsAccepted: true })
            {
                await SayAsync(line);
            }
            else
            {
                await RefuseAsync(authority, line.What);
            }
        }
    }

    private async Task WriteAsync(PersonChange person, CancellationToken ct)
    {
        if (person.Line.Kind != ChangeKind.Left)
        {
            var user = await users.PutAsync(person.Person.Email, person.Person.Name, null, person.Hats, ct);
            if (person.Line.Kind == ChangeKind.Created)
            {
                var link = await links.MakeAsync(user.Id, ct);
                await SayAsync(person.Line);
                await output.WriteLineAsync($"{"",AuthoritiesCommand.Indent} sets a password here, once, within {PasswordLinks.ValidFor.Days} days: {link}");
                return;
            }
        }

        await SayAsync(person.Line);
        if (!person.NeedsNoLink)
        {
            await output.WriteLineAsync($"{"",AuthoritiesCommand.Indent} has set no password yet; a new link: users link {person.Person.Email}");
        }
    }

    private Task SayAsync(ChangeLine line) => output.WriteLineAsync(AuthoritiesCommand.Sentence(line, isDryRun: false));

    private Task RefuseAsync(string place, string what)
    {
        Refused++;
        return output.WriteLineAsync($"{"not written",AuthoritiesCommand.Indent} {place}: {what}; somebody else changed it meanwhile, run this again");
    }
}
