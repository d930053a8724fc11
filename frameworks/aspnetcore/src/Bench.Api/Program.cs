using Bench.Api.Apis;
using Bench.Api.Driver;
using Bench.Api.Extensions;
using Bench.Api.Infrastructure;
using Microsoft.EntityFrameworkCore;

// appsettings.json lies beside the program, wherever it is started from.
var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddApplicationServices();

var app = builder.Build();

if (args is ["migrate"])
{
    using var scope = app.Services.CreateScope();
    await scope.ServiceProvider.GetRequiredService<BenchContext>().Database.MigrateAsync();
    return;
}

app.MapHelloApi();
app.MapWorldsApi();
app.MapControllers();
app.MapQuotesApi();
app.MapHealthApi();

if (app.Configuration["DRIVER_ROUTES"] is not null)
{
    app.MapDriverApi();
}

await app.RunAsync();

public partial class Program;
