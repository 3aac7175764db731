using System.Text.Json;
using Compliance.Api.Data.Entities;
using Compliance.Api.Data.Writing;
using Microsoft.Data.Sqlite;

namespace Compliance.Api.Data;

/// <summary>Adds lines to the access logs of any tenants, with one statement and one commit: a page of a region's queue concerns many.</summary>
public sealed class AccessLines(Connections connections)
{
    private readonly Statements _statements = Statements.Of(connections.Provider);

    /// <summary>Adds lines in their order; those that are there already, from a try that seemed to fail, are left alone.</summary>
    public async Task AddAsync(IReadOnlyList<AccessRow> rows, CancellationToken ct)
    {
        await using var connection = await connections.OpenAsync(ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(ct);
        await RowSecurity.AllowAsync(transaction, rows.Select(r => r.TenantId).Distinct(), ct);
        await _statements.WriteAsync(connection, transaction, Table.AccessLog, [.. rows.Select(ValuesOf)], ct);
        await transaction.CommitAsync(ct);
    }

    private static object?[] ValuesOf(AccessRow row) =>
    [
        row.TenantId, UnixMilliseconds.Of(row.ReadOn), row.Id, row.UserId, row.Role, row.RegionId, row.Method, row.Address, row.Provider,
        JsonSerializer.Serialize(row.Cases, JsonSerializerOptions.Default), row.ShareId,
    ];
}
