var app = WebApplication.Create(args);

app.MapGet("/healthz", () => "Hello, World!");

app.Run();
