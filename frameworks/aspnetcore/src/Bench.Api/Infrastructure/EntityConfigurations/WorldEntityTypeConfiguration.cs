using Bench.Api.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bench.Api.Infrastructure.EntityConfigurations;

public class WorldEntityTypeConfiguration : IEntityTypeConfiguration<World>
{
    public void Configure(EntityTypeBuilder<World> builder)
    {
        builder.ToTable("world");
        builder.Property(world => world.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(world => world.RandomNumber).HasColumnName("randomnumber");
    }
}
