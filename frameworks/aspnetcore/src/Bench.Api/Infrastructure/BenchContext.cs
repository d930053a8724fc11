using Bench.Api.Model;
using Microsoft.EntityFrameworkCore;

namespace Bench.Api.Infrastructure;

public class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    private static readonly Func<BenchContext, int, Task<World>> FindWorld =
        EF.CompileAsyncQuery((BenchContext context, int id) =>
            context.Worlds.AsNoTracking().First(world => world.Id == id));

    private static readonly Func<BenchContext, IAsyncEnumerable<Fortune>> AllFortunes =
        EF.CompileAsyncQuery((BenchContext context) => context.Fortunes.AsNoTracking());

    public DbSet<World> Worlds => Set<World>();

    public DbSet<Fortune> Fortunes => Set<Fortune>();

    public Task<World> FindWorldAsync(int id) => FindWorld(this, id);

    public IAsyncEnumerable<Fortune> FindFortunesAsync() => AllFortunes(this);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BenchContext).Assembly);
}
