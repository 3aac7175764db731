using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.Api.Data;
using Compliance.Api.Tenancy;
using Compliance.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Compliance.Api.Tests.Access;

/// <summary>All rows of every table, of every tenant, to be compared before and after.</summary>
internal static class Everything
{
    private static readonly MethodInfo _rows = typeof(Everything).GetMethod(nameof(Rows), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>How many rows each table holds and what is in them.</summary>
    public static async Task<SortedDictionary<string, string>> InAsync(ComplianceApp app)
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var db = app.Databases.Create(Scope.Lifted);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var rows = ((IEnumerable)_rows.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!).Cast<object>()
                .Select(r => JsonSerializer.SerializeToUtf8Bytes(r, entity.ClrType)).Select(Convert.ToHexString).Order(StringComparer.Ordinal).ToList();
            var digest = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', rows)));
            tables[entity.ShortName()] = $"{rows.Count} rows, {Convert.ToHexStringLower(digest)[..12]}";
        }

        return tables;
    }

    private static List<T> Rows<T>(ComplianceDb db)
        where T : class => [.. db.Set<T>().IgnoreQueryFilters([MultiTenant.Filter]).AsNoTracking()];
}
