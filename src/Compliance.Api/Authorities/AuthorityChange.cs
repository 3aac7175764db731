using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Domain.Authorities;
using Compliance.Domain.Intake;

namespace Compliance.Api.Authorities;

internal enum ChangeKind { Left, Changed, Created }

/// <summary>One thing that a file names, and what becomes of it.</summary>
/// <param name="Place">The authority or region.</param>
internal sealed record ChangeLine(ChangeKind Kind, string Place, string What);

/// <summary>What applying a file does at one authority or region.</summary>
internal sealed record AuthorityChange(string Place)
{
    public List<ChangeLine> Lines { get; } = [];

    /// <summary>The authority's row; null when it stays as it is.</summary>
    public AuthorityRecord? Record { get; set; }

    public List<ChangeLine> ContactLines { get; } = [];

    /// <summary>The contacts as they were read and as they are to be; null when they stay as they are.</summary>
    public (string Stored, string Asked)? Contacts { get; set; }

    /// <summary>The contacts as they will be.</summary>
    public IReadOnlyList<Contact> ContactsAfter { get; set; } = [];

    /// <summary>Plans first: a plan looks at every service once more.</summary>
    public List<(Command Command, ChangeLine Line)> Commands { get; } = [];

    public List<PersonChange> People { get; } = [];

    /// <summary>What will work but trouble somebody later.</summary>
    public List<string> Warnings { get; } = [];

    public IEnumerable<ChangeLine> AllLines => [.. Lines, .. ContactLines, .. Commands.Select(c => c.Line), .. People.Select(p => p.Line)];

    public void Add(ChangeKind kind, string what) => Lines.Add(new ChangeLine(kind, Place, what));

    public void AddContact(ChangeKind kind, string what) => ContactLines.Add(new ChangeLine(kind, Place, what));

    public void Add(ChangeKind kind, string what, Command command) => Commands.Add((command, new ChangeLine(kind, Place, what)));
}

/// <param name="NeedsNoLink">Whether the person can sign in already, or is given a link elsewhere in the file.</param>
internal sealed record PersonChange(ChangeLine Line, GivenPerson Person, IReadOnlyList<ActingHat> Hats, bool NeedsNoLink);
