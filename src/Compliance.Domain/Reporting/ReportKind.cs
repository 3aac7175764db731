namespace Compliance.Domain.Reporting;

public enum ReportKind
{
    /// <summary>What is due.</summary>
    Routine,

    /// <summary>News between reports. The earlier report stays true of its own time.</summary>
    Update,

    /// <summary>The report it names was wrong in the answers it repeats.</summary>
    Correction,

    /// <summary>What was last said still holds, as far as it may be said again; what must be asked afresh stays owed.</summary>
    NoChange,

    /// <summary>The service has nobody to care for and nobody employed: every count is zero, and nothing else applies.</summary>
    Nil,

    /// <summary>Granted by the authority: for a time nothing is owed, and nothing is known either.</summary>
    Excused,
}
