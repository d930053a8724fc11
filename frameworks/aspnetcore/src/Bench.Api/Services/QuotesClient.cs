using Bench.Api.Infrastructure;
using Bench.Api.Model;

namespace Bench.Api.Services;

public class QuotesClient(HttpClient client)
{
    public Task<Quote[]> GetFirstAsync(int count, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(id => GetAsync(id, cancellation)));

    private async Task<Quote> GetAsync(int id, CancellationToken cancellation) =>
        await client.GetFromJsonAsync($"/quotes/{id}", BenchJsonContext.Default.Quote, cancellation)
            ?? throw new InvalidDataException($"the upstream has no quote {id}");
}
