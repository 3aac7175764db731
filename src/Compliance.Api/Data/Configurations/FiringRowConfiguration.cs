using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class FiringRowConfiguration : IEntityTypeConfiguration<FiringRow>
{
    public void Configure(EntityTypeBuilder<FiringRow> builder)
    {
        builder.ToTable("Firings").IsMultiTenant().HasKey(f => new { f.TenantId, f.Id });
        builder.HasIndex(f => new { f.TenantId, f.Subject, f.Trigger });
    }
}
