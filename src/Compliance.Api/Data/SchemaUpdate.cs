using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Compliance.Api.Data;

/// <summary>Brings the database up to the model when the process starts.</summary>
public sealed class SchemaUpdate(ComplianceDbFactory databases, Connections connections)
{
    // Any number of this product's own: "compl" in hexadecimal.
    private const string MigrationLock = "427003375724";

    /// <summary>Whether everything has been applied; readiness asks this.</summary>
    public bool IsDone { get; private set; }

    public async Task ApplyAsync(CancellationToken ct)
    {
        await using var db = databases.Create(Scope.Nothing);
        if (connections.SqliteFile is { } file)
        {
            await ApplyToFileAsync(db, file, ct);
        }
        else if (connections is { Owner: { } owner, Role: { } role })
        {
            await ApplyAsOwnerAsync(owner, role, ct);
        }
        else
        {
            await ApplyToServerAsync(db, ct);
        }

        IsDone = true;
    }

    private static async Task ApplyAsOwnerAsync(string owner, string role, CancellationToken ct)
    {
        await using var db = new PostgresComplianceDb(
            new DbContextOptionsBuilder<PostgresComplianceDb>().UseNpgsql(owner).Options, Scope.Nothing, null);
        await ApplyToServerAsync(db, ct);

        // A role's name cannot be a parameter.
        var name = "\"" + role.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var grant = $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}";
        await db.Database.ExecuteSqlRawAsync(grant, ct);
    }

    /// <remarks>EF lets go of its own lock between two migrations, so processes that start together need one around them all.</remarks>
    private static async Task ApplyToServerAsync(ComplianceDb db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
            {
                await creator.CreateAsync(ct);
            }
        }
        catch (PostgresException made) when (made.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was quicker.
        }

        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_lock({MigrationLock})", ct);
        try
        {
            await MigrateAsync(db, ct);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task ApplyToFileAsync(ComplianceDb db, string file, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        // A process killed while migrating leaves EF's lock row behind, and every later start would wait for it for
        // good. The operating system lets go of a file lock by itself; whoever holds it may clear the row.
        await using var held = await LockAsync(file + ".migrating", ct);
        if (await db.Database.SqlQueryRaw<int>(
            "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
        }

        await MigrateAsync(db, ct);
    }

    /// <remarks>EF compares the whole model before it migrates; a start that has nothing to apply need not wait for that.</remarks>
    private static async Task MigrateAsync(ComplianceDb db, CancellationToken ct)
    {
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            await db.Database.MigrateAsync(ct);
        }
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }
}
