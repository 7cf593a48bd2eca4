using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Screens;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>How the product's subjects write their themes.</summary>
internal static class TestThemes
{
    public static ThemeCodec Codec { get; } = Collect();

    private static ThemeCodec Collect()
    {
        var gateway = new GatewayBuilder(new ServiceCollection(), new ConfigurationBuilder().Build());
        foreach (var subject in Subjects.All) subject.Build(gateway);
        return gateway.Themes;
    }
}
