using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class EscalationRowConfiguration : IEntityTypeConfiguration<EscalationRow>
{
    public void Configure(EntityTypeBuilder<EscalationRow> builder)
    {
        builder.ToTable("Escalations").IsMultiTenant().HasKey(e => new { e.TenantId, e.Id });
        builder.HasOne<FiringRow>().WithMany().HasForeignKey(e => new { e.TenantId, e.FiringId }).OnDelete(DeleteBehavior.Restrict);

        // At most one open case per trigger and subject, whatever races.
        builder.HasIndex(e => new { e.TenantId, e.Trigger, e.Subject })
            .IsUnique().HasFilter("\"IsOpen\" AND \"Trigger\" IS NOT NULL");

        // The queue of one authority, and that of a region: what reached it is little of all there is, and is walked in order.
        builder.HasIndex(e => new { e.TenantId, e.IsOpen, e.QueueOn, e.Id });
        builder.HasIndex(e => new { e.IsOpen, e.QueueOn, e.Id, e.TenantId }).HasFilter("\"ForRegion\"");
        builder.HasIndex(e => new { e.TenantId, e.Seq });
        builder.HasIndex(e => e.NextOn).HasFilter("\"NextOn\" IS NOT NULL");
        builder.HasIndex(e => new { e.TenantId, e.NextOn }).HasFilter("\"NextOn\" IS NOT NULL");
        builder.HasIndex(e => e.Id);

        // Every report asks for the cases about its subject.
        builder.HasIndex(e => new { e.TenantId, e.Subject });
    }
}
