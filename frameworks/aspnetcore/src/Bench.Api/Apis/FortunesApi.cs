using Bench.Api.Components;
using Bench.Api.Infrastructure;
using Bench.Api.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bench.Api.Apis;

public static class FortunesApi
{
    public static void MapFortunesApi(this IEndpointRouteBuilder app) => app.MapGet("/fortunes", GetFortunesAsync);

    private static async Task<RazorComponentResult<FortunesPage>> GetFortunesAsync(BenchContext context)
    {
        var fortunes = new List<Fortune>();
        await foreach (var fortune in context.FindFortunesAsync())
        {
            fortunes.Add(fortune);
        }

        fortunes.Add(new Fortune { Id = 0, Message = "Additional fortune added at request time." });
        fortunes.Sort((a, b) => string.CompareOrdinal(a.Message, b.Message));
        return new RazorComponentResult<FortunesPage>(new { Fortunes = fortunes });
    }
}
