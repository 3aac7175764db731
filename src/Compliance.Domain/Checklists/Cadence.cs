namespace Compliance.Domain.Checklists;

/// <summary>How often something is owed. Weeks run Monday to Sunday; months are calendar months.</summary>
public enum Cadence { Day, Week, Month }
