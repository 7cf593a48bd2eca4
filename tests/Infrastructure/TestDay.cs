using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Kernel;
using OpsCenter.Tests.Infrastructure;

[assembly: HostingStartup(typeof(TestDay))]

namespace OpsCenter.Tests.Infrastructure;

/// <summary>
/// The day on which the tests run: <c>OPSCENTER_TEST_DATE=2028-02-29</c> is that day at this time of day, <c>2028-02-29T23:50</c> that
/// moment, both in the district's local time; nothing is today. The products that the tests start go by it too, in this process and in
/// their own: their
/// <see cref="DistrictClock"/> is put on, as a simulation's is, while the machine's clock, and with it Orleans, stays as it is.
/// </summary>
public sealed class TestDay : IHostingStartup
{
    private const string Date = "OPSCENTER_TEST_DATE", Ahead = "OPSCENTER_TEST_AHEAD", Startups = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";
    private static readonly TimeSpan Distance = Find();

    /// <summary>The clock of the tests' products.</summary>
    public static DistrictClock Clock { get; } = new ShiftedClock();

    /// <summary>Now, for a product that the tests have started.</summary>
    public static DateTimeOffset Now => Clock.GetUtcNow();

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton(Clock));

    /// <summary>Before the first test: what is started from here on, and its children, find the clock.</summary>
    [ModuleInitializer]
    internal static void Begin()
    {
        if (Distance == default) return;
        Environment.SetEnvironmentVariable(Ahead, Distance.ToString("c", CultureInfo.InvariantCulture));
        Environment.SetEnvironmentVariable(Startups, typeof(TestDay).Assembly.GetName().Name);
    }

    private static TimeSpan Find()
    {
        // A child goes by its parent's distance: the moment that is named has passed when it starts.
        if (Environment.GetEnvironmentVariable(Ahead) is { Length: > 0 } ahead) return TimeSpan.Parse(ahead, CultureInfo.InvariantCulture);
        if (Environment.GetEnvironmentVariable(Date) is not { Length: > 0 } date) return default;
        var now = DateTimeOffset.UtcNow.ToOffset(LocalTime.Offset);
        var then = DateTime.Parse(date, CultureInfo.InvariantCulture);
        return date.Contains(':') ? then - now.DateTime : then - now.Date;
    }

    private sealed class ShiftedClock() : DistrictClock(TimeProvider.System)
    {
        public override ClockReading Read() => Later(base.Read());

        private static ClockReading Later(ClockReading read) => read with { Now = read.Now + Distance };
    }
}
