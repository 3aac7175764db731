namespace Compliance.Domain.Reporting;

public enum ReportKind
{
    /// <summary>What is due.</summary>
    Routine,

    /// <summary>News between reports. The earlier report stays true of its own time.</summary>
    Update,

    /// <summary>The report it names was wrong in the answers it repeats.</summary>
    Correction,
}
