using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Calendar;

/// <summary>What is recomputed after a decree: a subject with deadlines of its own says how many of them are open.</summary>
public interface IOpenDeadlines
{
    /// <summary>How many orders of a district are open now.</summary>
    Task<int> CountAsync(DistrictCode district);
}
