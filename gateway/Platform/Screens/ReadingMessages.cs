using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>How a projection or a read table stands, in the terms of the public contract.</summary>
public static class ReadingMessages
{
    /// <summary>Null: it is whole.</summary>
    public static Reading? ToMessage(this ProjectionStatus status) => status.IsWhole
        ? null
        : new() { Building = status.IsBuilding, Progress = status.Progress, LeftOut = status.LeftOut };
}
