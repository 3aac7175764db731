using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class OutboxRowConfiguration : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        // No index but the key and no foreign key: the writer fills it, and it is nearly always empty.
        builder.ToTable("Outbox").IsMultiTenant().HasKey(o => new { o.TenantId, o.Case, o.Sequence });
        builder.Property(o => o.Sequence).ValueGeneratedNever();
    }
}
