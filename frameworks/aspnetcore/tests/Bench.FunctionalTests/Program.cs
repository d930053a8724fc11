// Needs a database with the contract's rows: DATABASE_URL=... dotnet run --project tests/Bench.FunctionalTests
// A plain program, since test frameworks are packages of their own; it starts the service and asks it over HTTP.
using System.Diagnostics;
using System.Text.Json.Nodes;

var port = Environment.GetEnvironmentVariable("PORT") ?? "5000";
var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bench.Api.dll")]);
using var service = Process.Start(start)!;
using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
var failed = 0;

try
{
    await UntilHealthyAsync();
    await TestAsync("text", async () => await client.GetStringAsync("/plaintext") == "Hello, World!");
    await TestAsync("JSON", async () => await client.GetStringAsync("/json") == """{"message":"Hello, World!"}""");
    foreach (var (query, count) in new[] { ("", 1), ("?queries=x", 1), ("?queries=0", 1), ("?queries=20", 20), ("?queries=501", 500) })
    {
        await TestAsync($"distinct worlds for '{query}'", async () =>
            (await GetAsync($"/queries{query}")).AsArray().Select(world => (int)world!["id"]!).Distinct().Count() == count);
    }

    await TestAsync("updates come in the order of their ids", async () =>
    {
        var ids = (await GetAsync("/updates?queries=20")).AsArray().Select(world => (int)world!["id"]!).ToArray();
        return ids.SequenceEqual(ids.Order()) && ids.Length == 20;
    });
    await TestAsync("fortunes are escaped", async () =>
        (await client.GetStringAsync("/fortunes")).Contains("&lt;script&gt;"));
    await TestAsync("quotes come in order", async () =>
        (await GetAsync("/upstream?calls=3"))["quotes"]!.AsArray().Select(quote => (int)quote!["id"]!).SequenceEqual([1, 2, 3]));
    await TestAsync("unknown paths are 404", async () => (int)(await client.GetAsync("/nowhere")).StatusCode == 404);
}
finally
{
    service.Kill();
    await service.WaitForExitAsync();
}

Console.WriteLine(failed == 0 ? "All tests passed." : $"{failed} failed.");
return failed;

async Task UntilHealthyAsync()
{
    for (var tries = 0; ; tries++)
    {
        try
        {
            (await client.GetAsync("/healthz")).EnsureSuccessStatusCode();
            return;
        }
        catch (HttpRequestException) when (tries < 100)
        {
            await Task.Delay(100);
        }
    }
}

async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await client.GetStringAsync(path))!;

async Task TestAsync(string name, Func<Task<bool>> test)
{
    var passed = await test();
    failed += passed ? 0 : 1;
    Console.WriteLine($"{(passed ? "passed" : "FAILED")}: {name}");
}
