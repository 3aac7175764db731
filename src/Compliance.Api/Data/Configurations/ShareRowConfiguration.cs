using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class ShareRowConfiguration : IEntityTypeConfiguration<ShareRow>
{
    public void Configure(EntityTypeBuilder<ShareRow> builder)
    {
        builder.ToTable("Shares").IsMultiTenant().HasKey(s => new { s.TenantId, s.Id });
        builder.Property(s => s.What).IsTextList();
        builder.HasOne<ProviderRow>().WithMany().HasForeignKey(s => new { s.TenantId, s.Provider }).OnDelete(DeleteBehavior.Restrict);

        // Whatever a reviewer asks of a provider is looked for here; what has expired is left behind.
        builder.HasIndex(s => new { s.TenantId, s.ExpiresOn });
        builder.HasIndex(s => new { s.TenantId, s.SharedOn, s.Id });
    }
}
