using Compliance.Domain.Checklists;

namespace Compliance.Api.Yaml;

/// <summary>Reads a checklist that is not shipped, by the same rules.</summary>
/// <param name="file">What its mistakes name it.</param>
/// <returns>The checklist, or every mistake in it.</returns>
internal delegate (Checklist? Checklist, IReadOnlyList<Mistake> Mistakes) ReadDraft(string file, string text);
