namespace OpsCenter.Analytics.Simulation;

public sealed partial record HallProfile
{
    /// <summary>
    /// What <see cref="ServiceLogCalibration"/> makes of 20 days (1 to 20 August 1999, 27,297 customers) of the
    /// "Anonymous Bank" call centre, data of the Technion service-engineering group, public for research; the
    /// method stands there. A test computes the numbers again from the log and compares. The log's week runs from
    /// Sunday to Thursday, with a short Friday and some hours on Saturday night; its hours are 07:00 to 24:00.
    /// Nothing here is constructed: what the log does not hold never happens in this profile.
    /// <see cref="Hall"/> is the profile of a government hall made of it.
    /// </summary>
    public static HallProfile Calibrated { get; } = new()
    {
        TicketsPerDay = 1696.13,
        WeekdayFactors = [1.110, 1.031, 1.084, 0.918, 0.857, 0.310, 0.082],
        HalfHours =
        [
            // 00:00, 02:00, 04:00
            0.00022, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            // 06:00, 08:00, 10:00
            0, 0.00059, 0.00960, 0.01520, 0.02216, 0.03348, 0.03850, 0.04502, 0.04726, 0.04744, 0.04616, 0.04264,
            // 12:00, 14:00, 16:00
            0.04206, 0.03839, 0.03660, 0.03638, 0.03583, 0.03836, 0.03246, 0.03707, 0.03561, 0.03407, 0.02803, 0.02755,
            // 18:00, 20:00, 22:00
            0.02755, 0.02323, 0.01960, 0.01707, 0.01623, 0.01799, 0.01887, 0.01960, 0.01927, 0.02114, 0.01619, 0.01260,
        ],
        Services = new Dictionary<string, LogNormal>
        {
            // Regular, prospective, internet, stock, English, call-back.
            ["PS"] = new(4.8707, 0.8189),
            ["NW"] = new(4.4645, 0.9004),
            ["IN"] = new(4.8893, 0.9644),
            ["NE"] = new(5.1553, 0.9063),
            ["PE"] = new(5.4492, 0.8437),
            ["TT"] = new(4.3733, 1.1655),
        },
        BusinessShares = new Dictionary<string, double>
        {
            ["PS"] = 0.6529,
            ["NW"] = 0.1635,
            ["IN"] = 0.0769,
            ["NE"] = 0.0824,
            ["PE"] = 0.0041,
            ["TT"] = 0.0203,
        },
        LongestService = 3600,
        BetweenCustomers = (3, 18.56),
        Patience = new(
            [0, 10, 30, 60, 75, 90, 120, 180, 300, 600],
            [0.003258, 0.004272, 0.003112, 0.003438, 0.002742, 0.001643, 0.001810, 0.001291, 0.001303, 0.001219]),
    };
}
