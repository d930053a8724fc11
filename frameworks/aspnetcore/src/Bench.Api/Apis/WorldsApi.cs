using Bench.Api.Infrastructure;
using Bench.Api.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Bench.Api.Apis;

public static class WorldsApi
{
    private const int Rows = 10_000;
    private const int MaxQueries = 500;

    public static void MapWorldsApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/db", GetWorldAsync);
        app.MapGet("/queries", GetWorldsAsync);
        app.MapGet("/updates", UpdateWorldsAsync);
    }

    private static async Task<Ok<World>> GetWorldAsync(BenchContext context) =>
        TypedResults.Ok(await context.FindWorldAsync(RandomNumber()));

    private static async Task<Ok<World[]>> GetWorldsAsync(string? queries, BenchContext context) =>
        TypedResults.Ok(await FindAllAsync(context, RandomIds(Count.Parse(queries, MaxQueries))));

    private static async Task<Ok<World[]>> UpdateWorldsAsync(string? queries, BenchContext context)
    {
        // Sorted: concurrent updates lock their rows in the same order.
        var ids = RandomIds(Count.Parse(queries, MaxQueries));
        Array.Sort(ids);
        var worlds = await FindAllAsync(context, ids);
        foreach (var world in worlds)
        {
            world.RandomNumber = RandomNumber();
        }

        var numbers = Array.ConvertAll(worlds, world => world.RandomNumber);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO world (id, randomnumber) SELECT * FROM unnest({ids}, {numbers})
            ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber
            """);
        return TypedResults.Ok(worlds);
    }

    /// <summary>A statement for each row, all on one connection.</summary>
    private static async Task<World[]> FindAllAsync(BenchContext context, int[] ids)
    {
        await context.Database.OpenConnectionAsync();
        var worlds = new World[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            worlds[i] = await context.FindWorldAsync(ids[i]);
        }

        return worlds;
    }

    private static int[] RandomIds(int count)
    {
        var ids = new HashSet<int>(count);
        while (ids.Count < count)
        {
            ids.Add(RandomNumber());
        }

        return [.. ids];
    }

    private static int RandomNumber() => Random.Shared.Next(1, Rows + 1);
}
