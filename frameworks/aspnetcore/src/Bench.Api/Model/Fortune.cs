namespace Bench.Api.Model;

public class Fortune
{
    public int Id { get; set; }

    public required string Message { get; set; }
}
