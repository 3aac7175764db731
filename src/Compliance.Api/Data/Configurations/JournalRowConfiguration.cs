using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class JournalRowConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder)
    {
        builder.ToTable("Journal").IsMultiTenant().HasKey(j => new { j.TenantId, j.Season, j.Seq });
        builder.Property(j => j.Season).ValueGeneratedNever();
        builder.Property(j => j.Seq).ValueGeneratedNever();
        builder.HasIndex(j => new { j.TenantId, j.Subject, j.Seq });
    }
}
