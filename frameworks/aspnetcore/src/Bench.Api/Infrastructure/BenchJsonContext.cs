using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Api.Model;

namespace Bench.Api.Infrastructure;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Greeting))]
[JsonSerializable(typeof(World))]
[JsonSerializable(typeof(World[]))]
[JsonSerializable(typeof(Quote))]
[JsonSerializable(typeof(QuoteList))]
public partial class BenchJsonContext : JsonSerializerContext;
