using OpsCenter.Analytics.Simulation;
using Xunit;

namespace OpsCenter.Tests.Simulation;

public sealed class ServiceLogCalibrationTests
{
    [Fact]
    public void The_numbers_written_down_are_those_of_the_log()
    {
        var (written, log) = (HallProfile.Calibrated, ServiceLogCalibration.Calibrate(LoggedDays.RowsOrSkip()));
        Assert.Equal(log.TicketsPerDay, written.TicketsPerDay, 0.01);
        AssertNear(log.WeekdayFactors, written.WeekdayFactors, 0.0006);
        AssertNear(log.HalfHours, written.HalfHours, 0.000006);
        Assert.Equal(log.Services.Keys.Order(), written.Services.Keys.Order());
        foreach (var (business, service) in log.Services)
        {
            Assert.Equal(service.Mu, written.Services[business].Mu, 0.00006);
            Assert.Equal(service.Sigma, written.Services[business].Sigma, 0.00006);
            Assert.Equal(log.BusinessShares[business], written.BusinessShares[business], 0.00006);
        }

        Assert.Equal(log.Patience.Edges, written.Patience.Edges);
        AssertNear(log.Patience.Rates, written.Patience.Rates, 0.0000006);
        Assert.Equal(log.LongestService, written.LongestService);
        Assert.Equal(log.BetweenCustomers.Least, written.BetweenCustomers.Least);
        Assert.Equal(log.BetweenCustomers.Most, written.BetweenCustomers.Most, 0.006);
    }

    [Fact]
    public void The_patience_curve_is_within_1_5_points_of_Kaplan_and_Meier()
    {
        var waits = LoggedDays.RowsOrSkip()
            .Where(row => (row.AbandonedAt ?? row.StartedAt) >= row.ArrivedAt)
            .Select(row =>
                (Seconds: ((row.AbandonedAt ?? row.StartedAt)!.Value - row.ArrivedAt).TotalSeconds, GaveUp: row.AbandonedAt is not null))
            .OrderBy(wait => wait.Seconds)
            .ToList();
        double[] marks = [10, 30, 60, 90, 120, 180, 240, 300, 450, 600];
        var survival = 1.0;
        var next = 0;
        foreach (var mark in marks)
        {
            // Everybody who has waited shorter than this one is no longer at risk.
            for (; next < waits.Count && waits[next].Seconds <= mark; next++)
            {
                if (waits[next].GaveUp) survival *= 1 - 1.0 / (waits.Count - next);
            }

            Assert.Equal(survival, HallProfile.Calibrated.Patience.Survival(mark), 0.015);
        }
    }

    [Fact]
    public void The_days_of_the_log_simulated_again_are_distributed_like_the_log()
    {
        var rows = LoggedDays.RowsOrSkip();
        var again = LoggedDays.AsLog(LoggedDays.Again(rows, seed: 1999));
        var (log, simulated) = (Seconds(rows), Seconds(again));

        // Service times: the mean within 6 %, the deciles within 8 %, the long tail (P95) within 12 %.
        Assert.InRange(simulated.Average() / log.Average(), 0.94, 1.06);
        foreach (var share in new[] { 0.1, 0.25, 0.5, 0.75, 0.9 }) Assert.InRange(At(simulated, share) / At(log, share), 0.92, 1.08);
        Assert.InRange(At(simulated, 0.95) / At(log, 0.95), 0.88, 1.12);

        // Who gives up: 23.5 % in the log, ± 2.5 points. Only the mechanism makes it: nowhere is that share put in.
        Assert.Equal(Abandoned(rows), Abandoned(again), 0.025);

        // Arrivals: as many within 2 %; at most 3 % of them in another half hour.
        Assert.InRange((double)again.Count / rows.Count, 0.98, 1.02);
        Assert.InRange(HalfHours(rows).Zip(HalfHours(again), (one, other) => Math.Abs(one - other)).Sum() / 2, 0, 0.03);
    }

    [Fact]
    public void What_was_simulated_is_found_again_by_the_calibration()
    {
        // No real data needed: the estimators must recover the parameters that the simulator was given.
        var plan = HallPlans.Synthetic(18, 3);
        plan = plan
            with
        { Queues = [.. plan.Queues.Select((queue, i) => queue with { Business = $"B{i}", ServiceScale = 1, Share = i + 1 })] };
        var truth = HallProfile.Calibrated with
        {
            TicketsPerDay = 5000,
            WeekdayFactors = [1, 1, 1, 1, 1, 0.5, 0.25],
            Services = new Dictionary<string, LogNormal> { ["B0"] = new(4.6, 0.5), ["B1"] = new(5.0, 0.6), ["B2"] = new(5.2, 0.7) },
        };
        var monday = new DateOnly(2026, 11, 23);
        var facts = Enumerable.Range(0, 28)
            .SelectMany(day => HallSimulator.Day(plan, truth, monday.AddDays(day), TimeSpan.FromHours(8), 5));
        var found = ServiceLogCalibration.Calibrate(LoggedDays.AsLog(facts, plan));

        foreach (var (business, service) in truth.Services)
        {
            Assert.Equal(service.Mu, found.Services[business].Mu, 0.02);
            Assert.Equal(service.Sigma, found.Services[business].Sigma, 0.02);
        }

        foreach (var seconds in new[] { 10, 60, 180, 300 })
            Assert.Equal(truth.Patience.Survival(seconds), found.Patience.Survival(seconds), 0.01);
        AssertNear([1, 1, 1, 1, 1, 0.5, 0.25], found.WeekdayFactors.Select(factor => factor / found.WeekdayFactors[1]), 0.06);
        Assert.Equal(3.0 / 6, found.BusinessShares["B2"], 0.01);
    }

    [Fact]
    public void A_lognormal_fit_of_given_times_is_the_textbook_one()
    {
        // 30 services of e^4 and 30 of e^6 seconds: the logarithms have mean 5 and standard deviation 1.
        var at = new DateTime(1999, 8, 2, 9, 0, 0);
        var rows = Enumerable.Range(0, 60).Select(i => new ServiceLogRow
        {
            Ticket = $"{i}",
            Business = "PS",
            Priority = 0,
            ArrivedAt = at,
            StartedAt = at,
            FinishedAt = at.AddSeconds(Math.Exp(i % 2 == 0 ? 4 : 6)),
            AbandonedAt = null,
            Outcome = "served",
            Server = "AVI",
        });
        var service = ServiceLogCalibration.Calibrate(rows).Services["PS"];
        Assert.Equal(5, service.Mu, 1e-6);
        Assert.Equal(1, service.Sigma, 1e-6);
    }

    [Fact]
    public void Patience_counts_the_waits_of_those_who_were_served()
    {
        // 10 people wait 5 s each; one of them gives up: 1 ÷ 50 s, not 1 ÷ 5 s.
        var at = new DateTime(1999, 8, 2, 9, 0, 0);
        var rows = Enumerable.Range(0, 10).Select(i => i == 0
            ? new ServiceLogRow
            {
                Ticket = "0",
                Business = "PS",
                Priority = 0,
                ArrivedAt = at,
                StartedAt = null,
                FinishedAt = null,
                AbandonedAt = at.AddSeconds(5),
                Outcome = "abandoned",
                Server = "",
            }
            : new ServiceLogRow
            {
                Ticket = $"{i}",
                Business = "PS",
                Priority = 0,
                ArrivedAt = at,
                StartedAt = at.AddSeconds(5),
                FinishedAt = at.AddSeconds(60),
                AbandonedAt = null,
                Outcome = "served",
                Server = "AVI",
            });
        Assert.Equal(0.02, ServiceLogCalibration.Calibrate(rows).Patience.Rates[0], 1e-9);
    }

    private static List<double> Seconds(IEnumerable<ServiceLogRow> rows) =>
        [.. rows.Where(row => row is { StartedAt: not null, FinishedAt: not null, Server: not ServiceLogRow.UnknownServer })
            .Select(row => (row.FinishedAt!.Value - row.StartedAt!.Value).TotalSeconds)
            .Where(seconds => seconds is > ServiceLogCalibration.ShortestService and <= ServiceLogCalibration.LongestService)
            .Order()];

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static double Abandoned(List<ServiceLogRow> rows) => (double)rows.Count(row => row.AbandonedAt is not null) / rows.Count;

    private static double[] HalfHours(List<ServiceLogRow> rows)
    {
        var shares = new double[48];
        foreach (var row in rows) shares[(int)(row.ArrivedAt.TimeOfDay.TotalMinutes / 30)] += 1.0 / rows.Count;
        return shares;
    }

    private static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one, other, tolerance);
        Assert.Equal(expected.Count(), actual.Count());
    }
}
