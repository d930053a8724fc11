using Bench.Api.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bench.Api.Infrastructure.EntityConfigurations;

public class FortuneEntityTypeConfiguration : IEntityTypeConfiguration<Fortune>
{
    public void Configure(EntityTypeBuilder<Fortune> builder)
    {
        builder.ToTable("fortune");
        builder.Property(fortune => fortune.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(fortune => fortune.Message).HasColumnName("message").HasMaxLength(2048);
    }
}
