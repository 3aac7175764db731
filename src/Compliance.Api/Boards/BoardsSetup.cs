namespace Compliance.Api.Boards;

public static class BoardsSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddBoards() => services.AddSingleton<BoardCache>();
    }
}
