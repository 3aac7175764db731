using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class HatConfiguration : IEntityTypeConfiguration<Hat>
{
    public void Configure(EntityTypeBuilder<Hat> builder)
    {
        builder.ToTable("Hats").HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasOne<AuthorityRow>().WithMany().HasForeignKey(h => h.TenantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RegionRow>().WithMany().HasForeignKey(h => h.RegionId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(h => h.Providers).IsTextList();
    }
}
