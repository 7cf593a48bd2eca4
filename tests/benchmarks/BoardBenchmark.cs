using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Benchmarks;

/// <summary>
/// The read side of a hotline alone, in memory: a province-year of 1,000,000 orders, of which some 20,000 are open at its end.
/// </summary>
internal sealed class BoardBenchmark : IBenchmark
{
    private const int Orders = 1_000_000, Chunk = 100_000, Frames = 1000;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RenderTarget = TimeSpan.FromMilliseconds(5);

    public string Name => "board";

    public string Description => "the 12345 wall of a province-year of 1,000,000 orders: fold, memory, frames, checkpoint";

    public Task RunAsync(Stores stores, Report report)
    {
        var (projection, last, events, folding) = Fold(new OrderYear(Orders));
        report.Add(new($"the wall folds {Orders:N0} orders", "", $"{events / folding.TotalSeconds:N0} events/s", "", "≥ 100,000 events/s",
            events / folding.TotalSeconds >= 100_000));

        var now = new OrderYear(Orders).Ends;
        var wall = (HotlineWallTheme)projection.Render("hotline/wall", now)!.Theme;
        if (wall.Counts.ReceivedThisYear != Orders || wall.Counts.Open + wall.Year.Closed != Orders)
            throw new InvalidOperationException(
                $"{wall.Counts.ReceivedThisYear} orders are on the wall, {wall.Counts.Open} open, {wall.Year.Closed} closed.");
        Report.Note($"{wall.Counts.Open:N0} open, {wall.Towns.Length} towns, {wall.Departments.Length} departments");

        Render(report, projection, last, now, wall.Counts.Open);
        Save(report, projection);
        Weigh(report, projection);
        return Task.CompletedTask;
    }

    private static (IProjection Projection, JournalRow Last, long Events, TimeSpan Folding) Fold(OrderYear year)
    {
        var projection = NewProjection();
        var (events, watch, last) = (0L, new Stopwatch(), default(JournalRow));
        foreach (var chunk in year.Facts().Chunk(Chunk))
        {
            watch.Start();
            foreach (var (row, fact) in chunk) projection.Apply(row, fact);
            watch.Stop();
            // As when a screen watches: all sums hold for the newest moment.
            projection.Render("hotline/wall", chunk[^1].Row.RecordedAt);
            (events, last) = (events + chunk.Length, chunk[^1].Row);
        }
        return (projection, last!, events, watch.Elapsed);
    }

    /// <summary>A call comes, and a frame is made, ten times a second; a desk's frame with it.</summary>
    private static void Render(Report report, IProjection projection, JournalRow last, DateTimeOffset now, int open)
    {
        var (walls, desks, deltas) = (new Distribution(), new Distribution(), new Distribution());
        Theme? shown = null;
        var content = new OrderContent { Type = OrderType.Complaint, Topic = "类1/目1/项1", Place = new("440000001") };
        for (var frame = 0; frame < Frames; frame++)
        {
            now += Frame;
            projection.Apply(
                last with { Stream = HotlineKeys.Order(new(OrderYear.District), $"NEW{frame:0000}"), OccurredAt = now, RecordedAt = now },
                new OrderReceived(content, new()
                {
                    WarnAt = now.AddDays(10),
                    DueAt = now.AddDays(14),
                    RedAt = now.AddDays(16),
                    Rule = "",
                }, null));
            var theme = Timed(walls, () => projection.Render("hotline/wall", now)!.Theme);
            Timed(desks, () => projection.Render("hotline/desk/D001", now));
            if (shown is not null) Timed(deltas, () => projection.Difference(shown, theme));
            shown = theme;
        }
        report.Add(new(
            $"a frame of the 12345 wall, {open:N0} orders open", "", $"p50 {walls.At(0.5) * 1000:N0} µs, p99 {walls.At(0.99) * 1000:N0} µs",
            "",
            $"p99 ≤ {RenderTarget.TotalMilliseconds:0} ms", walls.At(0.99) <= RenderTarget.TotalMilliseconds));
        report.Add(new("a frame of a department's desk", "", $"p50 {desks.At(0.5) * 1000:N1} µs, p99 {desks.At(0.99) * 1000:N1} µs", "", "",
            null));
        Report.Note($"the step from frame to frame: p50 {deltas.At(0.5) * 1000:N0} µs");
    }

    private static void Save(Report report, IProjection projection)
    {
        var (saved, bytes) = (Stopwatch.StartNew(), new MemoryStream());
        using (var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true)) projection.Save(writer);
        var saving = saved.Elapsed;
        bytes.Position = 0;
        var (loaded, again) = (Stopwatch.StartNew(), NewProjection());
        using (var reader = new BinaryReader(bytes, System.Text.Encoding.UTF8, leaveOpen: true)) again.Load(reader);
        report.Add(new(
            $"checkpoint of the wall after {Orders:N0} orders", "",
            $"{bytes.Length / 1e6:0.0} MB, written in {saving.TotalMilliseconds:0} ms, read in {loaded.Elapsed.TotalMilliseconds:0} ms",
            "", "≤ 16 MB", bytes.Length <= 16_000_000));
    }

    private static void Weigh(Report report, IProjection year)
    {
        var withYear = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(year);
        year = NewProjection();
        var without = GC.GetTotalMemory(forceFullCollection: true);
        const int Open = 20_000;
        foreach (var (row, fact) in new OrderYear(Open).Facts().Where(pair => pair.Row.Version <= 4)) year.Apply(row, fact);
        var withOpen = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(year);
        report.Add(new(
            "memory of the wall", "",
            $"{(withYear - without) / 1e6:0} MB after {Orders:N0} orders; {(withOpen - without) / Open:N0} bytes an open order", "",
            "≤ 64 MB",
            withYear - without <= 64_000_000));
    }

    private static T Timed<T>(Distribution times, Func<T> action)
    {
        var begun = Stopwatch.GetTimestamp();
        var result = action();
        times.Add(Stopwatch.GetElapsedTime(begun));
        return result;
    }

    private static IProjection NewProjection() => new HotlineProjectionFactory(new()).Create(new(OrderYear.District));
}
