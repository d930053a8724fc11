namespace Bench.Api.Model;

public class World
{
    public int Id { get; set; }

    public int RandomNumber { get; set; }
}
