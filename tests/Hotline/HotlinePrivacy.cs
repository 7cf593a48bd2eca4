using OpsCenter.Gateway.Hotline;

namespace OpsCenter.Tests.Hotline;

/// <summary>Masks and seals with keys of its own.</summary>
internal static class HotlinePrivacy
{
    public static OrderPrivacy New() => new(new(Directory.CreateTempSubdirectory("privacy").FullName, TimeProvider.System));
}
