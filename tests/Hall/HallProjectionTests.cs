using OpsCenter.Analytics.Simulation;
using OpsCenter.Quarantine;
using Xunit;

namespace OpsCenter.Tests.Hall;

public sealed class HallProjectionTests
{
    private static readonly QuarantinedRecord Record = new("1", "{}", "unknown", "不明 / unknown", "source",
        new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_halls_quarantine_is_counted_and_that_of_orders_makes_no_hall()
    {
        var stage = new HallStage().Define(HallPlans.Wujiang())
            .Pass(IQuarantine.Key(new(HallStage.District), HallStage.Hall), new RecordQuarantined(Record))
            .Pass(IQuarantine.Key(new(HallStage.District), IQuarantine.Orders), new RecordQuarantined(Record))
            .Pass(IQuarantine.Key(new(HallStage.District), IQuarantine.Orders), new RecordReplaced(Record))
            .Pass(IQuarantine.Key(new(HallStage.District), IQuarantine.Orders), new RecordReleased("1", WasMended: true, ""));
        Assert.Equal([HallStage.Theme], stage.Themes);
        Assert.Equal(1, stage.Shown.Quarantined);
        stage.Pass(IQuarantine.Key(new(HallStage.District), HallStage.Hall), new RecordReleased("1", WasMended: true, ""));
        Assert.Equal(0, stage.Shown.Quarantined);
    }
}
