using Bench.Api.Infrastructure;
using Bench.Api.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bench.Api.Driver;

/// <summary>
/// The same answers from the bare driver (Npgsql), to measure what the ORM costs: only with
/// DRIVER_ROUTES=1, on the connections of its pool.
/// </summary>
public static class DriverApi
{
    private const int Rows = 10_000;
    private const int MaxQueries = 500;
    private const string WorldById = "SELECT id, randomnumber FROM world WHERE id = $1";
    private const string AllFortunes = "SELECT id, message FROM fortune";
    private const string SaveWorlds =
        """
        INSERT INTO world (id, randomnumber) SELECT * FROM unnest($1, $2)
        ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber
        """;

    public static void MapDriverApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/driver/db", GetWorldAsync);
        app.MapGet("/driver/queries", GetWorldsAsync);
        app.MapGet("/driver/updates", UpdateWorldsAsync);
    }

    private static async Task<Ok<World>> GetWorldAsync(BenchContext context) =>
        TypedResults.Ok((await FindAllAsync(await ConnectAsync(context), [RandomNumber()]))[0]);

    private static async Task<Ok<World[]>> GetWorldsAsync(string? queries, BenchContext context) =>
        TypedResults.Ok(await FindAllAsync(
            await ConnectAsync(context), RandomIds(Count.Parse(queries, MaxQueries))));

    private static async Task<Ok<World[]>> UpdateWorldsAsync(string? queries, BenchContext context)
    {
        var ids = RandomIds(Count.Parse(queries, MaxQueries));
        Array.Sort(ids);
        var connection = await ConnectAsync(context);
        var worlds = await FindAllAsync(connection, ids);
        foreach (var world in worlds)
        {
            world.RandomNumber = RandomNumber();
        }

        await using var command = new NpgsqlCommand(SaveWorlds, connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = ids });
        var numbers = Array.ConvertAll(worlds, world => world.RandomNumber);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = numbers });
        await command.ExecuteNonQueryAsync();
        return TypedResults.Ok(worlds);
    }

    public static async Task<List<Fortune>> FindFortunesAsync(BenchContext context)
    {
        var fortunes = new List<Fortune>();
        await using var command = new NpgsqlCommand(AllFortunes, await ConnectAsync(context));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            fortunes.Add(new Fortune { Id = reader.GetInt32(0), Message = reader.GetString(1) });
        }

        return fortunes;
    }

    /// <summary>The context's own connection; it goes back to the pool with the context.</summary>
    private static async Task<NpgsqlConnection> ConnectAsync(BenchContext context)
    {
        await context.Database.OpenConnectionAsync();
        return (NpgsqlConnection)context.Database.GetDbConnection();
    }

    private static async Task<World[]> FindAllAsync(NpgsqlConnection connection, int[] ids)
    {
        await using var command = new NpgsqlCommand(WorldById, connection);
        var id = new NpgsqlParameter<int>();
        command.Parameters.Add(id);
        var worlds = new World[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            id.TypedValue = ids[i];
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            worlds[i] = new World { Id = reader.GetInt32(0), RandomNumber = reader.GetInt32(1) };
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
