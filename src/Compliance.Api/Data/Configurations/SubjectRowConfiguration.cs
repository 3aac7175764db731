using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class SubjectRowConfiguration : IEntityTypeConfiguration<SubjectRow>
{
    public void Configure(EntityTypeBuilder<SubjectRow> builder)
    {
        builder.ToTable("Subjects").IsMultiTenant().HasKey(s => new { s.TenantId, s.Key });
        builder.HasIndex(s => new { s.TenantId, s.DueOn }).HasFilter("\"DueOn\" IS NOT NULL");
    }
}
