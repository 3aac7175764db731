namespace Compliance.Domain.Boards;

/// <summary>How one service stands on one register.</summary>
/// <param name="Service">The same for the same service on several registers.</param>
/// <param name="Worst">Its worst cell; null when no column concerns it.</param>
/// <param name="IsSilent">Whether a cell has no report: nobody knows whether it is off track there.</param>
public readonly record struct ServiceStanding(string Service, bool HasReported, bool IsLate, CellStatus? Worst, bool IsSilent)
{
    public static ServiceStanding Of(string service, BoardRow row) =>
        new(service, row.HasReported, row.IsLate, row.Worst, row.Cells.Any(c => c.Status == CellStatus.NoReport));
}

/// <summary>Services counted, each once however many registers it is on.</summary>
/// <param name="Expected">Services on a register.</param>
/// <param name="Reported">Of these, those that have reported on any.</param>
/// <param name="Late">Of these, those late on every register that expects them.</param>
/// <param name="OffTrack">Of these, those off track on any.</param>
/// <param name="AtRisk">Of these, those at risk on any and off track on none.</param>
/// <param name="MayBeOffTrack">Of these, those silent in part on any and off track on none: so many more may be off track.</param>
public sealed record ServiceCounts(int Expected, int Reported, int Late, int OffTrack, int AtRisk, int MayBeOffTrack)
{
    public static ServiceCounts Of(IEnumerable<ServiceStanding> standings)
    {
        var services = standings.GroupBy(s => s.Service, StringComparer.Ordinal)
            .Select(g => new ServiceStanding(g.Key, g.Any(s => s.HasReported), g.All(s => s.IsLate), g.Max(s => s.Worst), g.Any(s => s.IsSilent)))
            .ToList();
        return new ServiceCounts(
            services.Count,
            services.Count(s => s.HasReported),
            services.Count(s => s.IsLate),
            services.Count(s => s.Worst == CellStatus.OffTrack),
            services.Count(s => s.Worst == CellStatus.AtRisk),
            services.Count(s => s.IsSilent && s.Worst != CellStatus.OffTrack));
    }
}
