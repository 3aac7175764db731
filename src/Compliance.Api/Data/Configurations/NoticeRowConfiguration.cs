using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class NoticeRowConfiguration : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("Notices").IsMultiTenant().HasKey(n => new { n.TenantId, n.Id });
        builder.Property(n => n.Id).ValueGeneratedNever();

        // A case shows who was told; and what comes first about a case is sent first.
        builder.HasIndex(n => new { n.TenantId, n.Case, n.Sequence });

        // What is to be sent to whom, and when.
        builder.HasIndex(n => new { n.Recipient, n.DueOn }).HasFilter("\"State\" = 'pending'");
        builder.HasIndex(n => n.DueOn).HasFilter("\"State\" = 'pending' AND \"Channel\" <> 'webhook'");

        // What a recipient was sent just now, and the list of its deliveries.
        builder.HasIndex(n => new { n.Recipient, n.SentOn }).HasFilter("\"SentOn\" IS NOT NULL");
        builder.HasIndex(n => new { n.Recipient, n.CreatedOn, n.Id });
    }
}
