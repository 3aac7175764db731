using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;

namespace Compliance.Api.Checklists;

public static class ChecklistsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Reads the checklists now, so that a mistake in one stops the start and not the first request.</summary>
        public IServiceCollection AddChecklists()
        {
            var set = ChecklistSet.Read(Path.Combine(AppContext.BaseDirectory, "checklists"));
            return set.Mistakes.Count == 0
                ? services.AddSingleton(new Catalogue(set.Checklists)).AddSingleton<ReadDraft>(Read)
                : throw new InvalidDataException("The checklists have mistakes:\n" + string.Join('\n', set.Mistakes));
        }
    }

    private static (Checklist? Checklist, IReadOnlyList<Mistake> Mistakes) Read(string file, string text)
    {
        var reading = ChecklistReader.Read(file, text);
        return (reading.Checklist, reading.Mistakes);
    }
}
