using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class PlanRowConfiguration : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> builder)
    {
        builder.ToTable("Plans").IsMultiTenant().HasKey(p => new { p.TenantId, p.Checklist, p.Season });
        builder.Property(p => p.Season).ValueGeneratedNever();
        builder.HasOne<AuthorityRow>().WithMany().HasForeignKey(p => p.TenantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ChecklistContent>().WithMany().HasForeignKey(p => p.ContentHash).OnDelete(DeleteBehavior.Restrict);
    }
}
